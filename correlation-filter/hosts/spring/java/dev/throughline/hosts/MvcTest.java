package dev.throughline.hosts;

class MvcTest extends MvcContract {}

/** What goes into the war. */
package com.example.war;

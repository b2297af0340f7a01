package org.otvet.phone;

/** A key the far side pressed. */
public record PressedKey(char key, int lengthMs) {}

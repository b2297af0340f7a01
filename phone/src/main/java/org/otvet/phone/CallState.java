package org.otvet.phone;

/** How far a call has come; a call only moves forward. */
public enum CallState {
    /** The INVITE is sent or has come. */
    NEW,
    /** 180 or 183 was sent or has come. */
    RINGING,
    /** Answered: both sides may speak. */
    UP,
    ENDED
}

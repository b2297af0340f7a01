package org.otvet.phone;

/**
 * How a call ended.
 *
 * @param status the final SIP status of a call that was not answered, 200 for one that was
 * @param byUs whether this telephone hung up, cancelled or refused
 * @param reason the status' text, or the Reason header of the far side's request
 */
public record CallEnd(int status, boolean byUs, String reason) {}

package org.otvet.routing;

/**
 * Where an interaction stands.
 *
 * @param step which of its steps holds, from 0; their number when any agent of the queue will do
 * @param ahead how many of its queue who wait for the same are before it; 0 once it is offered
 * @param waits false while it is offered, taken, or the customer is being called
 * @param callback the customer is not on the line
 */
public record Place(QueueId queue, int step, int ahead, boolean waits, boolean callback) {}

package org.otvet.simulator;

/**
 * A SIP phone with a simulated person at it.
 *
 * @param user SIP user name it registers under
 * @param language {@code ru} or {@code en}
 */
public record SimulatedAgent(String user, String password, String language) {

    @Override
    public String toString() {
        return "SimulatedAgent[" + user + "]";
    }
}

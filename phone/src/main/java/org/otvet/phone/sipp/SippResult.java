package org.otvet.phone.sipp;

/**
 * What SIPp counted.
 *
 * @param exitCode 0 when every call went as the scenario says
 * @param retransmissions SIP messages SIPp had to send again
 * @param output the end of what SIPp wrote, errors included, for failure messages
 */
public record SippResult(
        int exitCode, long created, long successful, long failed, long retransmissions, String output) {

    public boolean isClean() {
        return exitCode == 0 && failed == 0;
    }
}

package org.otvet.switchboard.sip.message;

/** Why a message that could be read must be refused. */
public record Defect(int status, String reason) {

    static Defect bad(String reason) {
        return new Defect(400, reason);
    }
}

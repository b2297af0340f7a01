package org.otvet.phone.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.otvet.phone.CallState;
import org.otvet.phone.PhoneCall;
import org.otvet.phone.SipPhone;
import org.otvet.phone.Voice;
import org.otvet.phone.WavTone;

/**
 * Reads one command a line from standard input and answers each with one line, {@code ok [text]} or {@code fail reason}:
 *
 * <pre>
 * phone NAME BIND-ADDRESS HERTZ        a telephone that speaks with a tone; says its port
 * registered NAME HOST PORT PASSWORD HERTZ   one that registers, and waits until it is
 * call NAME SIP-URI                    calls
 * incoming NAME SECONDS                waits for a call; answers who is shown
 * answer NAME HERTZ | refuse NAME STATUS | hangup NAME | press NAME KEYS
 * up NAME SECONDS | ringing NAME SECONDS | ended NAME SECONDS
 * hears NAME HERTZ SECONDS | silent NAME SECONDS | keys NAME KEYS SECONDS
 * wav FILE FROM-MS TO-MS               the tones of a recording's channels
 * quit
 * </pre>
 */
public final class PhoneConsole {

    private final Map<String, SipPhone> phones = new HashMap<>();
    private final Map<String, PhoneCall> calls = new HashMap<>();

    private PhoneConsole() {}

    static void main() throws IOException {
        var console = new PhoneConsole();
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null && !line.equals("quit"); line = in.readLine()) {
                out.println(console.answer(line.strip().split("\\s+")));
            }
        } finally {
            console.phones.values().forEach(SipPhone::close);
        }
        System.exit(0);
    }

    private String answer(String[] words) {
        try {
            return ("ok " + obey(words)).strip();
        } catch (ArrayIndexOutOfBoundsException e) {
            return "fail too few words";
        } catch (IOException | RuntimeException e) {
            return "fail " + String.valueOf(e.getMessage()).replace('\n', ' ');
        }
    }

    private String obey(String[] words) throws IOException {
        switch (words[0]) {
            case "phone" -> {
                var phone = SipPhone.builder(words[1])
                        .bind(words[2], 0)
                        .tone(Double.parseDouble(words[3]))
                        .start();
                phones.put(words[1], phone);
                return String.valueOf(phone.port());
            }
            case "registered" -> {
                var phone = SipPhone.builder(words[1])
                        .server(words[2], Integer.parseInt(words[3]))
                        .password(words[4])
                        .tone(Double.parseDouble(words[5]))
                        .start();
                phones.put(words[1], phone);
                phone.register().awaitRegistered(Duration.ofSeconds(10));
            }
            case "call" -> calls.put(words[1], phone(words[1]).call(words[2]));
            case "incoming" -> {
                var call = phone(words[1]).awaitCall(seconds(words[2]));
                calls.put(words[1], call);
                return call.callerNumber();
            }
            case "answer" ->
                call(words[1]).say(Voice.tone(Double.parseDouble(words[2]))).answer();
            case "refuse" -> call(words[1]).refuse(Integer.parseInt(words[2]));
            case "hangup" -> call(words[1]).hangUp();
            case "press" -> call(words[1]).press(words[2]);
            case "up" -> call(words[1]).awaitUp(seconds(words[2]));
            case "ringing" -> call(words[1]).awaitState(CallState.RINGING, seconds(words[2]));
            case "ended" -> {
                return String.valueOf(call(words[1]).awaitEnd(seconds(words[2])));
            }
            case "hears" -> call(words[1]).awaitHears(Double.parseDouble(words[2]), seconds(words[3]));
            case "silent" -> call(words[1]).awaitSilence(seconds(words[2]));
            case "keys" -> call(words[1]).awaitKeys(words[2], seconds(words[3]));
            case "wav" -> {
                var wav = WavTone.of(Path.of(words[1]));
                return words.length > 3
                        ? wav.between(Long.parseLong(words[2]), Long.parseLong(words[3]))
                                .toString()
                        : wav.toString();
            }
            default -> throw new IllegalArgumentException("unknown command " + words[0]);
        }
        return "";
    }

    private SipPhone phone(String name) {
        var phone = phones.get(name);
        if (phone == null) {
            throw new IllegalArgumentException("no phone " + name);
        }
        return phone;
    }

    private PhoneCall call(String name) {
        var call = calls.get(name);
        if (call == null) {
            throw new IllegalArgumentException("no call of " + name);
        }
        return call;
    }

    private static Duration seconds(String text) {
        return Duration.ofMillis((long) (1000 * Double.parseDouble(text)));
    }
}

package org.otvet.server.calls;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Locale;

/** One form for all ways of writing a telephone number, to compare them by. Thread-safe. */
final class Numbers {

    private static final String REGION = "RU";

    private Numbers() {}

    /** E.164 where the number is one, else its digits, else (a name as SIP allows) the name in lower case. */
    static String key(String number) {
        String plain = number.strip();
        if (plain.isEmpty()) {
            return "";
        }
        if (plain.chars().filter(Character::isDigit).count() >= 7) {
            try {
                var phones = PhoneNumberUtil.getInstance();
                var parsed = phones.parse(plain, REGION);
                if (phones.isValidNumber(parsed)) {
                    return phones.format(parsed, PhoneNumberFormat.E164);
                }
            } catch (NumberParseException e) {
                return digitsOr(plain);
            }
        }
        return digitsOr(plain);
    }

    /** Digits to look for inside keys when somebody types a part of a number. */
    static String digits(String text) {
        return text.replaceAll("[^0-9]", "");
    }

    private static String digitsOr(String plain) {
        boolean likeANumber = plain.matches("[+()\\d\\s.\\-]+");
        return likeANumber ? digits(plain) : plain.toLowerCase(Locale.ROOT);
    }
}

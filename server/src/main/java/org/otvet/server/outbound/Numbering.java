package org.otvet.server.outbound;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** Numbers as people dial them and as trunks deliver them, read by the numbering plan of a country. Thread-safe. */
public final class Numbering {

    /** The country of projects that name none. */
    public static final String USUAL_COUNTRY = "RU";

    private static final int LONGEST_SHORT = 6;
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final ShortNumberInfo SHORT = ShortNumberInfo.getInstance();

    private Numbering() {}

    /** Whether the country has a numbering plan. */
    public static boolean isCountry(String country) {
        return PHONES.getSupportedRegions().contains(country);
    }

    /** As a person writes it: spaces, brackets, dots and dashes make no difference. */
    public static String plain(String wanted) {
        return wanted.replaceAll("[\\s()\\-.\u2010-\u2013]", "");
    }

    /** Reads what somebody dials in the country: national, international with plus, 00 or the country's own code. */
    public static Reading read(String wanted, String country) {
        String plain = plain(wanted);
        if (!plain.matches("\\+?[0-9]{1,40}")) {
            return new Reading.Unreadable(Reading.Fault.NOT_A_NUMBER);
        }
        if (plain.length() <= LONGEST_SHORT && !plain.startsWith("+")) {
            return plain.length() < 2
                    ? new Reading.Unreadable(Reading.Fault.TOO_SHORT)
                    : new Reading.Short(plain, SHORT.isEmergencyNumber(plain, country));
        }
        try {
            // 00 leads abroad in most countries, and people dial it in the others too; no subscriber number begins so.
            String international = plain.startsWith("00") ? "+" + plain.substring(2) : plain;
            PhoneNumber number = PHONES.parse(international, country);
            return PHONES.isValidNumber(number) ? outside(number) : new Reading.Unreadable(fault(number));
        } catch (NumberParseException e) {
            return new Reading.Unreadable(
                    switch (e.getErrorType()) {
                        case INVALID_COUNTRY_CODE -> Reading.Fault.NO_SUCH_COUNTRY;
                        case TOO_LONG -> Reading.Fault.TOO_LONG;
                        case NOT_A_NUMBER -> Reading.Fault.NOT_A_NUMBER;
                        case TOO_SHORT_AFTER_IDD, TOO_SHORT_NSN -> Reading.Fault.TOO_SHORT;
                    });
        }
    }

    private static Reading.Outside outside(PhoneNumber number) {
        PhoneNumberType type = PHONES.getNumberType(number);
        String region = Objects.requireNonNullElse(PHONES.getRegionCodeForNumber(number), "001");
        return new Reading.Outside(
                PHONES.format(number, PhoneNumberFormat.E164),
                region,
                type == PhoneNumberType.PREMIUM_RATE || type == PhoneNumberType.SHARED_COST);
    }

    private static Reading.Fault fault(PhoneNumber number) {
        return switch (PHONES.isPossibleNumberWithReason(number)) {
            case TOO_SHORT -> Reading.Fault.TOO_SHORT;
            case TOO_LONG -> Reading.Fault.TOO_LONG;
            case IS_POSSIBLE_LOCAL_ONLY -> Reading.Fault.NO_AREA_CODE;
            case INVALID_COUNTRY_CODE -> Reading.Fault.NO_SUCH_COUNTRY;
            case IS_POSSIBLE, INVALID_LENGTH -> Reading.Fault.NO_SUCH_NUMBER;
        };
    }

    /** A caller's number as a trunk delivers it, in E.164 where it is one, otherwise as it came. */
    public static String delivered(String number, String country) {
        return read(number, country) instanceof Reading.Outside outside ? outside.number() : number;
    }

    /** The digits by which trunks may mean this number of ours; just its own where it is none of the public network. */
    public static Set<String> waysToWrite(String number, String country) {
        String own = number.startsWith("+") ? number.substring(1) : number;
        Set<String> ways = new LinkedHashSet<>();
        ways.add(own);
        if (read(number, country) instanceof Reading.Outside outside) {
            try {
                PhoneNumber parsed = PHONES.parse(outside.number(), country);
                ways.add(outside.number().substring(1));
                if (outside.country().equals(country)) {
                    ways.add(PHONES.format(parsed, PhoneNumberFormat.NATIONAL).replaceAll("[^0-9]", ""));
                    ways.add(PHONES.getNationalSignificantNumber(parsed));
                }
            } catch (NumberParseException e) {
                throw new IllegalStateException("E.164 that cannot be read: " + outside.number(), e);
            }
        }
        return ways;
    }
}

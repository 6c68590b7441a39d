package io.impuls.tracking.collector.phones;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.impuls.tracking.collector.domain.PhoneNumbers;
import java.util.Optional;

/** Numbers by Google's plans of the world's numbering; what it knows is loaded by country. */
public final class WorldPhoneNumbers implements PhoneNumbers {

  private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

  /**
   * A number is taken by its length: which prefixes are in use changes faster than our copy of the
   * plans.
   */
  @Override
  public Optional<String> e164(String number, String region) {
    try {
      PhoneNumber parsed = numbers.parse(number, region);
      return numbers.isPossibleNumber(parsed)
          ? Optional.of(numbers.format(parsed, PhoneNumberFormat.E164))
          : Optional.empty();
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean knows(String region) {
    return numbers.getSupportedRegions().contains(region);
  }
}

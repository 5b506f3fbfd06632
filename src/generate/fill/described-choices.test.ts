import { describe, expect, it } from 'vitest';
import { describedChoices } from './described-choices.ts';

describe('the choices that a description counts up', () => {
  it.each([
    [
      'Only return payouts that have the given status: pending, paid, failed, or canceled.',
      'pending paid failed canceled',
    ],
    [
      'The verification method to use. One of: email, sms, whatsapp, call, sna or auto.',
      'email sms whatsapp call sna auto',
    ],
    ['Token key type. Allowed values: Symmetric, RSA, X509', 'Symmetric RSA X509'],
    [
      'The attribute. Valid values: description | imdsSupport | launchPermission',
      'description imdsSupport launchPermission',
    ],
    ['Which files. Supported values are `drive` and `appDataFolder`. (Default: drive.)', 'drive appDataFolder'],
    ['Either auto or away', 'auto away'],
    ['Either text or html in the mail', 'text html'],
    ['The status. Can be: all, attached, attaching…', 'all attached'],
    ['The consent. Allowed values: null, Granted, Denied and NotRequired. Refer to', 'Granted Denied NotRequired'],
  ])('%s', (description, choices) => expect(describedChoices(description).join(' ')).toBe(choices));

  it.each([
    'Note: Only one of secret_version or password can be populated.',
    'If set, one of subscription_items or subscription is required.',
    'The allowed characters are alphabets and numbers with dots.',
    'The name of the rule. The name must be unique within the listener.',
    'One of the most important options, which you can set and forget',
    'A model such as "ada"',
    '',
  ])('none: %s', (description) => expect(describedChoices(description)).toEqual([]));
});

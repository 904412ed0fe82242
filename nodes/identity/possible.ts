/**
 * Numbers that no plan has any more and WhatsApp still uses: it knows mobiles of Mexico with a 1 after the country
 * code, and those of Brazil that are older than the ninth digit without it.
 */
const OF_WHATSAPP = /^(?:521[1-9]\d{9}|55[1-9]{2}[6-9]\d{7})$/;

// Until the numbering plans are here.
const isValidNumber = (digits: string) => /^(?!90[0-1]|1[01]|9[^0-58]9|123)[1-9]\d{6,14}$/.test(digits);

/** Whether digits may be a phone number of a WhatsApp account; what isn't possible are the digits of a LID. */
export const isPossibleNumber = (digits: string): boolean =>
	isValidNumber(digits) || OF_WHATSAPP.test(digits);

import { fits, misfit, type Reading } from './question';

const LOCAL = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}$/;
const DOMAIN_LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;
const TOP_LEVEL = /^(?:[a-z]{2,63}|xn--[a-z\d-]{1,59}|\P{ASCII}{1,63})$/iu;
const LONGEST = 254;

/** One e-mail address, as it is written, but for its domain, which is in lower case. */
export function readEmail(text: string): Reading<string> {
	const address = text
		.normalize('NFKC')
		.trim()
		.replace(/^mailto:/i, '')
		.replace(/^<([^<>]*)>$/, '$1');
	const [local, domain = '', ...more] = address.split('@');
	const labels = domain.toLowerCase().split('.');
	const isAddress =
		more.length === 0 &&
		address.length <= LONGEST &&
		LOCAL.test(local) &&
		!/^\.|\.\.|\.$/.test(local) &&
		labels.length > 1 &&
		labels.every((label) => DOMAIN_LABEL.test(label)) &&
		TOP_LEVEL.test(labels[labels.length - 1]);
	return isAddress ? fits(`${local}@${labels.join('.')}`) : misfit('not an e-mail address');
}

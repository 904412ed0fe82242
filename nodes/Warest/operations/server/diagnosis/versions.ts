import type { Api } from '../../../../transport/api';
import { read } from '../../../../transport/call';
import { path } from '../../../../transport/path';
import { MEASURED_VERSION, NOT_ADMIN } from '../../../../transport/server-facts';
import { failed, fine, type Row } from './row';

/** That of package.json. */
export const PACKAGE_VERSION = '0.1.0';

/** Which versions work together. */
export async function versions(api: Api): Promise<Row> {
	const check = 'Versions';
	const own = `n8n-nodes-warest ${PACKAGE_VERSION}, made for WARest ${MEASURED_VERSION}`;
	try {
		const { status, results } = await api.send({
			...read(path`/server/info`),
			accepts: [NOT_ADMIN],
		});
		if (status === 403) {
			const result = `${own}. WARest tells its own version only to an administrator`;
			return { check, status: 'unknown', result, advice: null };
		}
		const version = String(results[0]?.serviceVersion);
		const result = `WARest ${version}; ${own}`;
		if (version === MEASURED_VERSION) return fine(check, result);
		return {
			check,
			status: 'warning',
			result,
			advice:
				'Another version may behave in another way: try what matters to you before you rely on it.',
		};
	} catch (error) {
		return failed(check, error);
	}
}

/** File name endings by MIME type, where they aren't its second half. */
const EXTENSIONS: Record<string, string> = {
	'application/gzip': 'gz',
	'application/msword': 'doc',
	'application/vnd.ms-excel': 'xls',
	'application/vnd.ms-powerpoint': 'ppt',
	'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
	'audio/mp4': 'm4a',
	'audio/mpeg': 'mp3',
	'image/jpeg': 'jpg',
	'image/svg+xml': 'svg',
	'text/plain': 'txt',
	'video/3gpp': '3gp',
	'video/quicktime': 'mov',
	'video/x-msvideo': 'avi',
};

/** The ending of a file name, without dot, for a MIME type; "bin" for what has no usual one. */
export function extensionOf(mimeType: string): string {
	const [type] = mimeType.toLowerCase().split(';');
	if (Object.hasOwn(EXTENSIONS, type)) return EXTENSIONS[type];
	const [, subtype = 'bin'] = /^\w+\/([a-z\d]{2,5})$/.exec(type) ?? [];
	return subtype;
}

/**
 * What stands below the node on the canvas, for the editor, which can run only what stands in the description itself:
 * the operation, and the number or group if one was chosen. What an expression gives isn't known before the run.
 */
export const subtitleExpression = `={{ (({ operation = '', to, chatId, groupId }) => {
	const words = operation.replace(/([A-Z])/g, ' $1').replace(/^./, (first) => first.toUpperCase());
	const [id, server] = String(to || chatId || groupId || '').replace(/^unverified:/, '').split('@');
	if (id === '' || id.startsWith('=')) return words;
	if (server === 'g.us') return words + ': group ' + id;
	return words + ': ' + (server === 's.whatsapp.net' ? '+' + id : id);
})($rawParameter) }}`;

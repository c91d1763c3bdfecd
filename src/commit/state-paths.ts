/** The folder of rampart's own files in the user's repo. */
export const ownFolder = '.rampart';
export const journalPath = `${ownFolder}/journal.json`;
export const recordFolder = `${ownFolder}/undo`;

/** The folder of rampart's own files in the user's repo. */
export const houseFolder = '.rampart';
export const journalPath = `${houseFolder}/journal.json`;
export const recordFolder = `${houseFolder}/undo`;

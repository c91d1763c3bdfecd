/** Where rampart keeps what only it reads, in the user's repo. */
export const houseFolder = '.rampart';
export const journalPath = `${houseFolder}/journal.json`;
export const recordFolder = `${houseFolder}/undo`;

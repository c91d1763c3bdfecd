export const houseFolder = '.rampart';
export const journalPath = `${houseFolder}/journal.json`;
export const recordFolder = `${houseFolder}/undo`;

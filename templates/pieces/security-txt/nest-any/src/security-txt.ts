export { SecurityTxtModule } from './security-txt+module.js';
export { securityTxt, securityTxtPath } from './security-txt+text.js';

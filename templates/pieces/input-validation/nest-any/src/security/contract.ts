export {
  Accepts,
  Answers,
  CheckedHeaders,
  Contract,
  Contracts,
  nodeRequest,
  type Answer,
  type AnyRequest,
  type Declared,
  type Description,
  type Handler,
  type Reply,
} from './contract+handlers.js';
export { decimals, plainText } from './contract+plain-text.js';

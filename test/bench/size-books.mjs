/** Child process of the memory benchmark: sizes 10,000 books and ends. */
import { defaultSettings, prepareHedge, sizeBook } from '../../dist/index.js';
import { exampleSnapshot, randomBooks } from './books.mjs';

const snapshot = exampleSnapshot();
const prepared = prepareHedge(snapshot, defaultSettings(), snapshot.time);
for (const book of randomBooks(10_000, snapshot.indices.SPX)) sizeBook(prepared, book);

export { type Assets, distFolder, readAssets, readBuilt } from './assets.ts';
export { type AnsweredRequest, createHttp, type Http, type HttpDeps } from './create-http.ts';

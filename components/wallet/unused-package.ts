/** Stands in for the packages of wallets we don't offer: see next.config.ts. */
export default {};

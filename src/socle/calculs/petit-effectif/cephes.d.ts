/** We use few of the package's 150 functions. Its own declarations are not in its `exports`, so the compiler does not see them. */
declare module "cephes" {
  /** WebAssembly is compiled in the background; every function below throws before this promise resolves. */
  export const compiled: Promise<void>;
  /** Regularised incomplete beta I_x(a, b), for a > 0, b > 0, 0 ≤ x ≤ 1. */
  export function incbet(a: number, b: number, x: number): number;
  /** Inverse of `incbet` in x, for 0 ≤ probability ≤ 1. */
  export function incbi(a: number, b: number, probability: number): number;
  /** Quantile of the standard normal law. */
  export function ndtri(probability: number): number;
}

export type Territoire = { readonly epci: string; readonly nom: string; readonly demonstration: boolean };

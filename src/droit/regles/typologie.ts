export const TYPOLOGIES = ["T1", "T2", "T3", "T4", "T5", "T6+"] as const;
export type Typologie = (typeof TYPOLOGIES)[number];

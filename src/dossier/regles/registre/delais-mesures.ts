/** Count of demandes of a desk registered so many days after their deposit; `null`: the day of the deposit is unknown. */
export type ComptageDelai = {
  readonly guichet: number | null;
  readonly jours: number | null;
  /** true: past the month of the law (CCH, art. L. 441-2-1), which lasts 28 to 31 days. */
  readonly horsDelai: boolean;
  readonly enregistree: boolean;
  readonly nombre: number;
};

/** Delays of a desk over a period, in days from the deposit to the registration. */
export type DelaisGuichet = {
  readonly guichet: number | null;
  readonly enregistrees: number;
  /** Count registered without a known deposit: left out of the median and of the shares. */
  readonly inconnues: number;
  readonly mediane: number | null;
  readonly apresQuinzaine: number;
  readonly horsDelai: number;
  /** Count not registered on the day of the reading, and count of those past the month. */
  readonly attendent: number;
  readonly attendentHorsDelai: number;
};

export function mesurerDelais(comptages: readonly ComptageDelai[], quinzaine: number): readonly DelaisGuichet[] {
  const guichets = [...new Set(comptages.map(({ guichet }) => guichet))];
  return guichets.map((guichet) => {
    const siens = comptages.filter((one) => one.guichet === guichet);
    const faites = siens.filter(({ enregistree }) => enregistree);
    const attente = siens.filter(({ enregistree }) => !enregistree);
    return {
      guichet,
      enregistrees: total(faites),
      inconnues: total(faites.filter(({ jours }) => jours === null)),
      mediane: medianeOf(faites),
      apresQuinzaine: total(faites.filter(({ jours }) => jours !== null && jours > quinzaine)),
      horsDelai: total(faites.filter(({ horsDelai }) => horsDelai)),
      attendent: total(attente),
      attendentHorsDelai: total(attente.filter(({ horsDelai }) => horsDelai)),
    };
  });
}

function total(comptages: readonly ComptageDelai[]): number {
  return comptages.reduce((somme, { nombre }) => somme + nombre, 0);
}

/** Mean of the two middle values for an even count. */
function medianeOf(comptages: readonly ComptageDelai[]): number | null {
  const connus = comptages
    .flatMap(({ jours, nombre }) => (jours === null ? [] : [{ jours, nombre }]))
    .toSorted((a, b) => a.jours - b.jours);
  const effectif = connus.reduce((somme, { nombre }) => somme + nombre, 0);
  if (effectif === 0) return null;
  const at = (rang: number): number => {
    let vus = 0;
    for (const { jours, nombre } of connus) {
      vus += nombre;
      if (vus > rang) return jours;
    }
    return 0;
  };
  return (at(Math.floor((effectif - 1) / 2)) + at(Math.floor(effectif / 2))) / 2;
}

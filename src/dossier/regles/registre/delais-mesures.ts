/** How many demandes of a desk were registered so many days after their deposit; `null`: the deposit has no known day. */
export type ComptageDelai = {
  readonly guichet: number | null;
  readonly jours: number | null;
  /** Past the month of the law (CCH, art. L. 441-2-1), which is of 28 to 31 days. */
  readonly horsDelai: boolean;
  readonly enregistree: boolean;
  readonly nombre: number;
};

/** Delays of a desk over a period, from the deposit to the registration. */
export type DelaisGuichet = {
  readonly guichet: number | null;
  readonly enregistrees: number;
  /** Registered, and of which the deposit is not known: in neither the median nor the shares. */
  readonly inconnues: number;
  readonly mediane: number | null;
  readonly apresQuinzaine: number;
  readonly horsDelai: number;
  /** Not registered yet on the day of the reading, and how many of them are past the month. */
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

/** Of an even number, the mean of the two in the middle. */
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

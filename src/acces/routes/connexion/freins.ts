import { networkOf } from "#socle/routes/serveur/client-address.ts";
import {
  CASES,
  type Compteur,
  openCases,
  openCompteur,
  openSouvenir,
  type Palier,
  type Partage,
} from "#socle/routes/serveur/compteur.ts";
import type { Essai, Frein, Reservation } from "../../lectures/connexion/outils.ts";

/** Waits grow: whoever mistypes has a few trials, whoever searches waits an hour, then a day. The shortest is spent first. */
const PAR_ADRESSE: readonly Palier[] = [
  { nombre: 5, secondes: 5 * 60 },
  { nombre: 10, secondes: 3600 },
  { nombre: 20, secondes: 24 * 3600 },
];

/** Wider, for a device or a session that has proved itself. */
const PAR_APPAREIL: readonly Palier[] = [
  { nombre: 10, secondes: 5 * 60 },
  { nombre: 20, secondes: 3600 },
];

/** Hashes for one account from all the addresses where it has never come in. Fixed hours: at most twice this in any sixty minutes. */
const INCONNUS_PAR_COMPTE: readonly Palier[] = [{ nombre: 50, secondes: 3600 }];

/** One network over all accounts, devices that proved themselves left out: a list of addresses tried with one password. */
const PAR_RESEAU: readonly Palier[] = [
  { nombre: 50, secondes: 5 * 60 },
  { nombre: 200, secondes: 3600 },
];

/** Said in docs/securite/README.md, which a test holds to them. */
export const PALIERS = {
  adresse: PAR_ADRESSE,
  appareil: PAR_APPAREIL,
  compte: INCONNUS_PAR_COMPTE,
  reseau: PAR_RESEAU,
} as const satisfies Readonly<Record<string, readonly Palier[]>>;

/** An address where an account has come in keeps its own count for this long after the last time. A timer holds no more than 24 days. */
const CONNU_S = 24 * 24 * 3600;

/**
 * Counts trials of passwords, before they are hashed. An attacker only ever spends the counts of their own addresses and the one shared by
 * all unknown addresses; a device (cookie) or an address where the account has already come in has its own, which they cannot spend.
 * `partage`: counted by all the processes together; null: by this one alone, until it stops. `cases`: for tests.
 */
export function createFrein(partage: Partage | null = null, cases: number = CASES): Frein {
  const caseOf = openCases(cases, partage);
  const compteurs = {
    adresse: openPaliers("adresse", PALIERS.adresse, partage),
    appareil: openPaliers("appareil", PALIERS.appareil, partage),
    compte: openPaliers("compte", PALIERS.compte, partage),
    reseau: openPaliers("reseau", PALIERS.reseau, partage),
  };
  const connus = openSouvenir("connu", CONNU_S, partage);

  return {
    async reserve({ adresse, courriel, appareil }: Essai): Promise<Reservation> {
      const reseau = networkOf(adresse);
      const couple = caseOf(reseau, courriel);
      const exact = `${reseau}\n${courriel}`;
      const depenses: Depense[] =
        appareil !== null
          ? [{ paliers: compteurs.appareil, cle: caseOf("appareil", appareil) }]
          : (await connus.has(exact))
            ? [{ paliers: compteurs.adresse, cle: couple }]
            : // The count that a large attack exhausts is asked first: then a refused trial costs nothing more.
              [
                { paliers: compteurs.compte, cle: caseOf("compte", courriel), commun: true },
                { paliers: compteurs.reseau, cle: caseOf("reseau", reseau), commun: true },
                { paliers: compteurs.adresse, cle: couple },
              ];
      const attenteS = await spend(depenses);
      if (attenteS !== null) return { accordee: false, attenteS };
      return {
        accordee: true,
        async recordSucces() {
          await giveBack(depenses);
          await connus.add(exact);
        },
      };
    },
  };
}

/** Messages to one address, and those that one network has sent to all. */
const MESSAGES: Readonly<Record<"courriel" | "reseau", readonly Palier[]>> = {
  courriel: [
    { nombre: 3, secondes: 3600 },
    { nombre: 6, secondes: 24 * 3600 },
  ],
  reseau: [{ nombre: 20, secondes: 3600 }],
};

/** Seconds to wait; null: one message may leave. */
export type FreinMessages = { take(adresse: string, courriel: string): Promise<number | null> };

export function createFreinMessages(partage: Partage | null = null, cases: number = CASES): FreinMessages {
  const caseOf = openCases(cases, partage);
  const compteurs = {
    courriel: openPaliers("message", MESSAGES.courriel, partage),
    reseau: openPaliers("messages-reseau", MESSAGES.reseau, partage),
  };
  return {
    take: (adresse, courriel) =>
      spend([
        { paliers: compteurs.reseau, cle: caseOf(networkOf(adresse)), commun: true },
        { paliers: compteurs.courriel, cle: caseOf(courriel) },
      ]),
  };
}

/** `commun`: shared with others. */
type Depense = { readonly paliers: readonly Compteur[]; readonly cle: string; readonly commun?: true };

function openPaliers(nom: string, paliers: readonly Palier[], partage: Partage | null): readonly Compteur[] {
  return paliers.map((palier) => openCompteur(nom, palier, partage));
}

/** All the counts or none: what a refused trial had begun to spend is given back, so that insisting lengthens no wait. Seconds, or null. */
async function spend(depenses: readonly Depense[]): Promise<number | null> {
  const done: { readonly compteur: Compteur; readonly cle: string }[] = [];
  for (const { paliers, cle } of depenses) {
    for (const compteur of paliers) {
      const refus = await compteur.consume(cle);
      if (refus !== null) {
        for (const { compteur: spent, cle: key } of done) await spent.reward(key);
        return refus;
      }
      done.push({ compteur, cle });
    }
  }
  return null;
}

/** A success resets their own counts, and gives this trial back to the shared ones. */
async function giveBack(depenses: readonly Depense[]): Promise<void> {
  for (const { paliers, cle, commun } of depenses) {
    for (const compteur of paliers) await (commun ? compteur.reward(cle) : compteur.clear(cle));
  }
}

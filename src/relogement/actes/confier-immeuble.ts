import type { Base } from "#socle/lectures/base.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { conflit, interdit, introuvable, Refus } from "#socle/regles/shared/refus.ts";

export type ImmeubleAConfier = {
  readonly epci: string;
  readonly operation: number;
  /** Account of the officer. */
  readonly compte: number;
  readonly du: string;
};

/**
 * Entrusts the files of a building to an officer, from that day; returns the `id` of the mission. Only the EPCI entrusts, and never to the actor.
 * Refuses `droit-absent`, `relogement-immeuble`, `officier-inconnu`, `immeuble-deja-confie`, `immeuble-a-soi`.
 */
export async function confierImmeuble(base: Base, { epci, operation, compte, du }: ImmeubleAConfier): Promise<number> {
  checkEpci(base, epci);
  if (compte === base.acteur.compte) {
    throw interdit("immeuble-a-soi", "Un immeuble se confie à une autre personne que soi : demandez-le à un collègue.");
  }
  return base.transaction(async (tx) => {
    const [immeuble, officiers, missions] = await Promise.all([
      tx.relogements.immeuble(epci, operation),
      tx.relogements.officiers(epci),
      tx.relogements.missions(epci),
    ]);
    if (immeuble?.genre !== "demolition") throw notADemolition();
    const officier = officiers.find((one) => one.compte === compte);
    if (!officier) {
      throw new Refus(
        "officier-inconnu",
        "Choisissez un chargé de relogement habilité sur ce territoire. Ses droits se donnent dans « Habilitations ».",
      );
    }
    const open = missions.find((one) => one.operation === operation && one.compte === compte && (one.au ?? du) >= du);
    if (open) {
      throw conflit(
        "immeuble-deja-confie",
        `« ${immeuble.nom} » est déjà confié à ${officier.nom} depuis le ${formatJour(open.du)}.`,
      );
    }
    const mission = await tx.relogements.addMission(epci, { operation, compte, du });
    await writeLine(tx, epci, operation, mission);
    return mission;
  });
}

export type MissionAFinir = { readonly epci: string; readonly mission: number; readonly au: string };

/** Ends a mission; `au`: last day of the officer's access. Refuses `droit-absent`, `mission-inconnue`. */
export async function retirerImmeuble(base: Base, { epci, mission, au }: MissionAFinir): Promise<void> {
  checkEpci(base, epci);
  await base.transaction(async (tx) => {
    const found = (await tx.relogements.missions(epci)).find(({ id }) => id === mission);
    if (!found || !(await tx.relogements.endMission(epci, mission, au))) {
      throw introuvable("mission-inconnue", "Cette mission n’existe pas, ou elle est déjà finie. Rechargez la page.");
    }
    await writeLine(tx, epci, found.operation, mission);
  });
}

export function notADemolition(): Refus {
  return new Refus("relogement-immeuble", "Choisissez un immeuble à démolir du programme.");
}

/** Throws `droit-absent` unless the actor may change the programme of the whole territory. */
function checkEpci(base: Base, epci: string): void {
  if (peutPartout(base.acteur, "programme", "modifier", epci)) return;
  throw interdit("droit-absent", "Confier un immeuble revient à l’EPCI.");
}

async function writeLine(tx: Base, epci: string, operation: number, mission: number): Promise<void> {
  await tx.journal.ecrire({
    acte: "immeuble-confie",
    ressource: "relogement",
    epci,
    objet: `operation:${operation} mission:${mission}`,
  });
}

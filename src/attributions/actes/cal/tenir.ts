import type { Base } from "#socle/lectures/base.ts";
import type { EtatPresence } from "#socle/regles/gouvernance/reunion.ts";
import { habilitationsIn } from "#socle/regles/habilitation/peut.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { interdit, Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { findLogement, findSeance, readSeance, requireSecretaire } from "../../lectures/cal/seance-lue.ts";
import { type AvisCommune, checkAvis } from "../../regles/cal/avis.ts";
import { checkEtat, checkFenetre } from "../../regles/cal/seance.ts";
import type { MembreConvoque } from "./ports.ts";

type SurSeance = { readonly epci: string; readonly seance: number; readonly maintenant: string };

export type AvisSaisi = SurSeance & {
  readonly liberation: number;
  readonly sens: AvisCommune;
  readonly motif: string | null;
  readonly relu: boolean;
};

/**
 * What a commune that is convened says of a dwelling on its territory, until the session opens. Refuses `seance-inconnue`, `cal-etat`,
 * `logement-hors-seance`, `droit-absent`, `cal-avis-commune`, `cal-avis-motif` and those of free texts.
 */
export async function donnerAvis(base: Base, saisi: AvisSaisi): Promise<void> {
  const { epci, seance: id, liberation, sens, motif, relu, maintenant } = saisi;
  await base.transaction(async (tx) => {
    const seance = await findSeance(tx, epci, id);
    checkEtat(seance.etat, ["convoquee"], "donner un avis");
    const logement = findLogement({ logements: await tx.cal.logements(id) }, liberation);
    const mairie = habilitationsIn(tx.acteur, logement.epci).find(({ role }) => role === "commune");
    if (!mairie) throw interdit("droit-absent", "Seule la commune du logement donne son avis.");
    checkAvis({ sens, motif }, logement.commune, mairie.communes);
    if (motif !== null) {
      relireTexte(motif, "Raison :", { relu, aRelire: "cal-a-relire", details: { champ: "motif" } });
    }
    const avis = { liberation, commune: logement.commune, sens, motif, le: maintenant };
    await tx.cal.donnerAvis(seance, logement.epci, avis);
    await tx.journal.ecrire({
      acte: "cal-avis",
      ressource: "seance",
      epci: logement.epci,
      objet: `seance:${id}/liberation:${liberation}`,
    });
  });
}

/** Refuses `seance-inconnue`, `droit-absent`, `cal-etat`, `cal-jour`, `cal-fenetre`. */
export async function ouvrirSeance(
  base: Base,
  { epci, seance: id, maintenant, aujourdhui }: SurSeance & { readonly aujourdhui: string },
): Promise<void> {
  await base.transaction(async (tx) => {
    const seance = await findSeance(tx, epci, id);
    requireSecretaire(tx, seance);
    checkEtat(seance.etat, ["convoquee"], "ouvrir la séance");
    if (seance.tenueLe > aujourdhui) {
      throw new Refus("cal-jour", `La séance est prévue le ${formatJour(seance.tenueLe)} : elle s’ouvre ce jour-là.`);
    }
    checkFenetre(seance.fenetre, maintenant);
    await tx.cal.passer(seance, "convoquee", "ouverte", { maintenant });
    await tx.journal.ecrire({ acte: "cal-ouverte", ressource: "seance", epci: seance.epci, objet: `seance:${id}` });
  });
}

export type PresenceSaisie = {
  readonly membre: number;
  readonly presence: EtatPresence | null;
  readonly mandataire: number | null;
};

/** Who is there, all at once. Refuses `seance-inconnue`, `droit-absent`, `cal-etat`, `presence-membre`, `presence-mandataire`. */
export async function direPresencesCal(
  base: Base,
  { epci, seance: id, presences }: SurSeance & { readonly presences: readonly PresenceSaisie[] },
): Promise<void> {
  await base.transaction(async (tx) => {
    const { seance, membres } = await readSeance(tx, epci, id);
    requireSecretaire(tx, seance);
    checkEtat(seance.etat, ["ouverte"], "dire les présences");
    checkPresencesCal(membres, presences);
    for (const { membre, presence, mandataire } of presences) {
      await tx.cal.direPresence(membre, presence, presence === "represente" ? mandataire : null);
    }
    await tx.journal.ecrire({ acte: "cal-presences", ressource: "seance", epci: seance.epci, objet: `seance:${id}` });
  });
}

/** Pure. Refuses `presence-membre`, `presence-mandataire`. */
function checkPresencesCal(membres: readonly Pick<MembreConvoque, "id">[], presences: readonly PresenceSaisie[]): void {
  const presents = new Set(presences.filter(({ presence }) => presence === "present").map(({ membre }) => membre));
  for (const { membre, presence, mandataire } of presences) {
    if (!membres.some(({ id }) => id === membre)) {
      throw new Refus("presence-membre", "Un des membres n’est pas convoqué à cette séance. Rechargez la page.");
    }
    if (presence === "represente" && (mandataire === null || mandataire === membre || !presents.has(mandataire))) {
      throw new Refus(
        "presence-mandataire",
        "Un membre est représenté : choisissez le membre présent qui porte sa voix.",
      );
    }
  }
}

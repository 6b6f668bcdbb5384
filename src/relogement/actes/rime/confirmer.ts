import type { Base } from "#socle/lectures/base.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { readBail } from "../../lectures/compter-bail.ts";
import type { ApercuRime, PlanRime } from "../../lectures/rime/ports.ts";
import { type DemandeRime, preparerRime } from "../../lectures/rime/preparer.ts";

/**
 * Writes what the preview showed, all or nothing. The plan is computed again from the same bytes, on the current files; `empreinte`: that
 * of the preview that the person read, null when there is none (the demonstration). Refuses `rime-apercu-perime` when it differs,
 * `rime-rien-a-ecrire`, `rime-references-prises`, `bail-sans-siren`.
 */
export async function confirmerRime(
  base: Base,
  demande: DemandeRime & { readonly empreinte: string | null },
): Promise<ApercuRime> {
  const { epci, empreinte } = demande;
  return base.transaction(async (tx) => {
    const { apercu, plan } = await preparerRime(tx, demande);
    if (empreinte !== null && empreinte !== apercu.empreinte) throw perime();
    if (plan.menages.length + plan.offres.length === 0) throw rienAEcrire();
    const ecrit = await tx.rime.write(epci, plan);
    if (ecrit.etat === "perime") throw perime();
    if (ecrit.etat === "prises") throw prises(ecrit.references);
    await compterBaux(tx, epci, plan);
    const objet = `rime:${apercu.fichier.slice(0, 12)} +${apercu.crees.length} ~${apercu.modifies.length}`;
    await tx.journal.ecrire({ acte: "rime-importe", ressource: "relogement", epci, objet });
    return apercu;
  });
}

/** Counts in the bilan at once the leases signed by this file, as those signed on a page. */
async function compterBaux(tx: Base, epci: string, plan: PlanRime): Promise<void> {
  const signees = new Set(
    plan.offres.filter(({ bailSigneLe }) => bailSigneLe !== null).map((offre) => `${offre.reference}:${offre.numero}`),
  );
  if (signees.size === 0) return;
  const dossiers = await tx.relogements.list(epci);
  const ids = dossiers.map(({ id }) => id);
  const identites = await tx.relogements.identites(epci, ids);
  const seuils = new Map((await tx.faits.seuils(epci)).map((row) => [row.annee, row.seuilAnnuelUc]));
  const baux = dossiers.flatMap((dossier) =>
    dossier.offres
      .filter(({ numero }) => signees.has(`${dossier.reference}:${numero}`))
      .map(({ id }) => readBail(dossier, id, identites.get(dossier.id) ?? null, seuils)),
  );
  if ((await tx.bauxReloges.add(epci, baux)) === baux.length) return;
  throw new Refus(
    "bail-sans-siren",
    "Un des bailleurs qui signent n’a pas de SIREN dans l’annuaire : son bail ne peut pas être compté dans le bilan. Faites compléter l’organisation par la personne qui gère les habilitations.",
  );
}

function perime(): Refus {
  return conflit(
    "rime-apercu-perime",
    "Des dossiers ont changé depuis cet aperçu : rien n’a été écrit. Relisez le nouvel aperçu, puis confirmez.",
  );
}

/** The refusal says that these references exist, and nothing else of the hidden files. */
function prises(references: readonly string[]): Refus {
  return conflit(
    "rime-references-prises",
    `Ces références sont celles de dossiers qui ne vous sont pas confiés : ${references.slice(0, 10).join(", ")}. Donnez-en d’autres à ces ménages, puis déposez de nouveau : rien n’a été écrit.`,
  );
}

function rienAEcrire(): Refus {
  return new Refus("rime-rien-a-ecrire", "Ce fichier ne change rien : tout ce qu’il dit est déjà là, ou est refusé.");
}

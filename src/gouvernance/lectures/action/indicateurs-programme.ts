import { computeRegistre } from "#programme/lectures/compute-registre.ts";
import { TOUTES_OPERATIONS } from "#programme/lectures/ports.ts";
import { computeRegles } from "#programme/lectures/regles/compute-regles.ts";
import { suiviRelogement } from "#relogement/lectures/suivi-compute.ts";
import { sayNeuf } from "#relogement/lectures/suivi-phrases.ts";
import { formatCompte, formatFraction, formatNombre } from "#socle/regles/shared/format.ts";
import { type Source, unknown, type ValeurLue } from "./indicateurs-sources.ts";

export async function readRegles({ base, epci, aujourdhui }: Source): Promise<ValeurLue> {
  const { regles, phrases } = await computeRegles(base, { epci, aujourdhui, tri: "verdict" });
  const jugees = regles.flatMap(({ reponses }) => reponses.slice(0, 1));
  const respectees = jugees.filter(({ issue }) => issue === "respectee").length;
  return {
    valeur: jugees.length === 0 ? null : respectees,
    genre: "nombre",
    sur: jugees.length,
    phrase: phrases.join(" "),
  };
}

export async function readOperations({ base, epci, aujourdhui }: Source): Promise<ValeurLue> {
  const { total, aExaminer } = await computeRegistre(base, { epci, filtre: TOUTES_OPERATIONS, aujourdhui });
  if (total === 0) return unknown("nombre", "Inconnu\u00A0: aucune opération n’est au registre.");
  return {
    valeur: total - aExaminer,
    genre: "nombre",
    sur: total,
    phrase: `${formatFraction(total - aExaminer, total)} opérations du registre examinées ou inscrites par l’EPCI\u00A0; ${aExaminer === 0 ? "aucune n’attend" : formatCompte(aExaminer, "attend", "attendent")} un examen.`,
  };
}

export async function readConventions({ base, epci }: Source): Promise<ValeurLue> {
  const conventions = await base.conventionsObjectifs.list(epci);
  const signees = conventions.filter(({ etat }) => etat === "signee").length;
  return {
    valeur: signees,
    genre: "nombre",
    sur: conventions.length,
    phrase:
      conventions.length === 0
        ? "Aucune convention d’objectifs n’est établie."
        : `${formatFraction(signees, conventions.length)} conventions d’objectifs établies sont signées des deux parties.`,
  };
}

/** Action 11: « 20 % de relogement dans un logement neuf ou conventionné de moins de 5 ans ». */
export async function readRelogement({ base, epci, aujourdhui }: Source): Promise<ValeurLue> {
  const { ensemble, immeubles } = await suiviRelogement(base, { epci, jour: aujourdhui });
  if (ensemble === null) {
    return unknown(
      "nombre",
      "Inconnu\u00A0: aucun immeuble n’a tous ses dossiers de relogement ouverts, ou ils ne sont pas ouverts à votre habilitation.",
    );
  }
  const lus = immeubles.filter(({ couverture }) => couverture === "tout").length;
  const part =
    lus < immeubles.length
      ? [`Sur ${formatNombre(lus)} des ${formatCompte(immeubles.length, "immeuble")}, lus en entier.`]
      : [];
  return {
    valeur: ensemble.neufs.oui,
    genre: "nombre",
    sur: ensemble.neufs.total,
    phrase: [...sayNeuf(ensemble.neufs, ensemble.cible), ...part].join(" "),
  };
}

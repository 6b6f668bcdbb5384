import { minimumDelai, readDelai, sayDelai } from "#bilan/lectures/delai/read-delai.ts";
import { countAll, countBy } from "#observatoire/lectures/demande/compter.ts";
import { labelTrimestre } from "#observatoire/lectures/demande/compute-pack.ts";
import { findDernierTrimestre } from "#observatoire/lectures/demande/dernier-trimestre.ts";
import { figureSignalees, tellAnciennes } from "#observatoire/lectures/demande/figures-non-pourvues.ts";
import { tellStock } from "#observatoire/lectures/demande/figures-stock.ts";
import { formatCompte, formatJour, formatNombre, formatTaux } from "#socle/regles/shared/format.ts";
import { SANS_BAUX, SANS_STOCK, type Source, unknown, type ValeurLue } from "./indicateurs-sources.ts";

export async function readEnCours({ demandes }: Source): Promise<ValeurLue> {
  const cadre = await demandes();
  if (cadre === null) return unknown("nombre", SANS_STOCK);
  return { valeur: cadre.total, genre: "nombre", phrase: tellStock(cadre)[0] ?? "" };
}

/** Median over the last year with leases, of those whose file gives the delay; only for readers of the rows. */
export async function readDelaiBail({ base, epci, annee }: Source): Promise<ValeurLue> {
  const derniere = await annee();
  if (derniere === null) return unknown("nombre", SANS_BAUX);
  const lu = readDelai(await base.demandes.attentes(epci, derniere), minimumDelai(`${derniere}-12-31`));
  const phrase = sayDelai(lu, `de ${derniere}`);
  if (lu.quartiles === null || phrase === null) {
    return unknown(
      "nombre",
      `Inconnu\u00A0: le délai de ${formatCompte(lu.connus, "bail", "baux")} de ${derniere} seulement se lit sur ${formatNombre(lu.baux)}, trop peu pour le dire.`,
    );
  }
  return { valeur: lu.quartiles[1], genre: "nombre", phrase };
}

export async function readMutations({ demandes }: Source): Promise<ValeurLue> {
  const cadre = await demandes();
  if (cadre === null) return unknown("taux", SANS_STOCK);
  const origines = countBy(cadre.comptes, "origine");
  const [mutations, inconnues] = [origines.get("mutation") ?? 0, origines.get("inconnu") ?? 0];
  const connues = cadre.total - inconnues;
  if (connues === 0) return unknown("taux", "Inconnu\u00A0: le fichier ne dit l’origine d’aucune demande.");
  const reste =
    inconnues > 0 ? `\u00A0; l’origine de ${formatCompte(inconnues, "autre est inconnue", "autres est inconnue")}` : "";
  return {
    valeur: mutations / connues,
    genre: "taux",
    phrase: `${formatCompte(mutations, "demande de mutation", "demandes de mutation")} sur ${formatCompte(connues, "demande", "demandes")} d’origine connue, soit ${formatTaux(mutations / connues)}, au ${formatJour(cadre.reference)}${reste}.`,
  };
}

export async function readSansSuite({ demandes }: Source): Promise<ValeurLue> {
  const cadre = await demandes();
  if (cadre === null) return unknown("nombre", SANS_STOCK);
  const valeur = countAll(cadre.comptes, ({ signalee }) => signalee === "oui");
  const incertaines = countAll(cadre.comptes, ({ signalee }) => signalee === "inconnu");
  const phrase = figureSignalees(cadre).lecture ?? "";
  // 0 is unknown when the file tells nothing of proposals: it would be read as « nobody is forgotten ».
  return valeur === 0 && incertaines > 0
    ? unknown("nombre", `Inconnu\u00A0: ${phrase}`)
    : { valeur, genre: "nombre", phrase };
}

export async function readAnciennes({ demandes }: Source): Promise<ValeurLue> {
  const cadre = await demandes();
  if (cadre === null) return unknown("nombre", SANS_STOCK);
  const valeur = countAll(cadre.comptes, ({ ancienne }) => ancienne === "oui");
  const incertaines = countAll(cadre.comptes, ({ ancienne }) => ancienne === "inconnu");
  const phrase = `Au ${formatJour(cadre.reference)}, ${tellAnciennes(cadre)}`;
  return valeur === 0 && incertaines > 0 ? unknown("nombre", phrase) : { valeur, genre: "nombre", phrase };
}

/** Last wholly published quarter, and whether its pack for the commission is frozen. */
export async function readPacks(source: Source): Promise<ValeurLue> {
  const [packs, dernier] = await Promise.all([source.base.demandes.packs(source.epci), findTrimestre(source)]);
  const figes = new Set(packs.map(({ annee, trimestre }) => labelTrimestre({ annee, trimestre })));
  const suite =
    dernier === null
      ? "aucun trimestre n’est entièrement publié"
      : `le ${dernier}, dernier entièrement publié, ${figes.has(dernier) ? "a le sien" : "n’a pas le sien"}`;
  return {
    valeur: figes.size,
    genre: "nombre",
    phrase: `${formatCompte(figes.size, "trimestre a", "trimestres ont")} un pack figé\u00A0; ${suite}.`,
  };
}

async function findTrimestre({ base, epci }: Source): Promise<string | null> {
  const dernier = await findDernierTrimestre(base.cubes, epci);
  return dernier && labelTrimestre(dernier);
}

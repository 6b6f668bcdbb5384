import type { DossierAcces } from "#exploitation/actes/conservation/exporter-acces.ts";
import { LIBELLE_CLASSE, parseCode } from "#exploitation/regles/conservation/classe.ts";
import { formatDuree } from "#exploitation/regles/conservation/duree.ts";
import { dateParts, renderModelePdf } from "#socle/documents/rendre.ts";
import { LIBELLE_RESSOURCE, RESSOURCES } from "#socle/regles/habilitation/ressource.ts";
import { ACTES, LIBELLE_ACTE } from "#socle/regles/journal/acte.ts";
import { formatJour } from "#socle/regles/shared/format.ts";

/** What is held on a person, for them to read: a tagged PDF (PDF/UA-1). */
export function renderAccesPdf(dossier: DossierAcces): Promise<Uint8Array> {
  const { editeLe, territoire } = dossier;
  return renderModelePdf(
    "acces",
    {
      titre: "Vos données personnelles",
      territoire,
      date: dateParts(editeLe),
      edite: `Édité le ${formatJour(editeLe)}`,
      intro: [
        `Ce document contient tout ce que le territoire ${territoire} détient sur vous dans Blaise, en réponse à votre demande ` +
          "(article 15 du règlement général sur la protection des données).",
        "Vous pouvez faire corriger ce qui est faux auprès du guichet qui a enregistré votre demande, et vous adresser au délégué à la protection des données de l’EPCI. En cas de désaccord : www.cnil.fr.",
      ],
      parts: dossier.parts.map(({ libelle, lignes }) => ({
        titre: libelle,
        lignes: lignes.map((ligne) =>
          ligne.map(({ colonne, valeur }) => [nameOf(colonne), valeur === null || valeur === "" ? "–" : valeur]),
        ),
      })),
      consultations: dossier.consultations.map(({ le, organisation, acte, ressource, motif }) => [
        formatJour(le),
        organisation,
        [acteOf(acte), ressourceOf(ressource)].join(" – "),
        motif ?? "",
      ]),
      durees: dossier.durees.map(({ classe, depart, effet, duree }) => [
        classeOf(classe),
        `${formatDuree(duree)} après ${depart}`,
        effet,
        duree.confiance === "B" ? `${duree.source} (à confirmer)` : duree.source,
      ]),
    },
    editeLe,
  );
}

/** « revenu_mensuel » → « Revenu mensuel ». */
function nameOf(colonne: string): string {
  const mots = colonne.replaceAll("_", " ");
  return mots.charAt(0).toUpperCase() + mots.slice(1);
}

function classeOf(classe: string): string {
  const code = parseCode(classe);
  return code ? LIBELLE_CLASSE[code] : classe;
}

function acteOf(code: string): string {
  const acte = ACTES.find((candidate) => candidate === code);
  return acte ? LIBELLE_ACTE[acte] : code;
}

function ressourceOf(code: string): string {
  const ressource = RESSOURCES.find((candidate) => candidate === code);
  return ressource ? LIBELLE_RESSOURCE[ressource] : code;
}

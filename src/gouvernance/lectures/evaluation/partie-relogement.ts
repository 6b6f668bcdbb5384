import type { Suivi, SuiviImmeuble } from "#relogement/lectures/suivi.ts";
import { suiviRelogement } from "#relogement/lectures/suivi-compute.ts";
import { formatFraction, formatJour, formatNombre, INCONNU } from "#socle/regles/shared/format.ts";
import { LIBELLE_MANQUE } from "#socle/regles/shared/manque.ts";
import { absente, contenu, type Lecteur, tableau, texte } from "./contenu.ts";
import type { TableauEvaluation } from "./evaluation.ts";

const TU = "Les compteurs du relogement décrivent peu de ménages, immeuble par immeuble : ils ne sont pas publiés.";

/** Counters of the day of the reading, not of the year. */
export const lireRelogement: Lecteur = async (base, { epci, aujourdhui }) => {
  const suivi = await suiviRelogement(base, { epci, jour: aujourdhui });
  const jour = `Compteurs lus le ${formatJour(aujourdhui)}, toutes années ensemble.`;
  if (suivi.immeubles.length === 0) {
    const rien = absente(suivi.phrases.join(" "));
    return { interne: rien, publique: rien };
  }
  return {
    interne: contenu([jour, ...suivi.phrases, ...suivi.reserves], tableauxOf(suivi)),
    publique: absente(TU),
  };
};

function tableauxOf({ immeubles }: Suivi): readonly TableauEvaluation[] {
  return [
    tableau(
      "Par immeuble",
      [
        "Immeuble",
        "Bailleur",
        { nombre: "Logements occupés" },
        { nombre: "Ménages relogés" },
        { nombre: "Dont hors quartier prioritaire" },
        { nombre: "Dont neufs ou récents" },
      ],
      immeubles.map((immeuble) => [immeuble.nom, immeuble.bailleur ?? INCONNU, ...nombresOf(immeuble)].map(texte)),
    ),
  ];
}

function nombresOf({ compteur }: SuiviImmeuble): readonly string[] {
  if (compteur === null) return Array.from({ length: 4 }, () => "non ouvert");
  const { occupes, reloges, horsQpv, neufs } = compteur;
  const part = ({ oui, total, inconnus }: typeof horsQpv) =>
    total === 0 ? LIBELLE_MANQUE[inconnus > 0 ? "inconnu" : "sans-objet"] : formatFraction(oui, total);
  return [occupes === null ? INCONNU : formatNombre(occupes), formatNombre(reloges), part(horsQpv), part(neufs)];
}

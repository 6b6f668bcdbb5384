import type { Child } from "hono/jsx";
import type { AdresseALocaliser } from "#donnees/lectures/localisation/ports.ts";
import { LIBELLE_DEDUCTION } from "#droit/regles/patrimoine/deduction.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Relire } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJourCourt, formatNombre } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { GroupeAdresses } from "../../lectures/localisation/grouper.ts";
import { ChampMotif } from "../champ-motif.tsx";
import { nomGroupe, parametresOf } from "./groupes-adresses.tsx";
import { COTE, nomAdresse } from "./mots.ts";

const CHEMIN = "donnees/localiser/groupe";

type GroupePageProps = {
  readonly cadre: Cadre;
  readonly groupe: GroupeAdresses;
  readonly annonce: string | null;
  readonly erreur: string | null;
  /** What was typed, when it is refused. */
  readonly saisie: { readonly motif: string; readonly aRelire: boolean };
};

/** Addresses of one bailleur in one commune: one answer for those that are ticked, or for all; and the questions to send. */
export function renderGroupePage({ cadre, groupe, annonce, erreur, saisie }: GroupePageProps): string {
  const epci = cadre.territoire?.epci ?? "";
  const questions = (format: string) =>
    hrefTerritoire(epci, `donnees/localiser/questions.${format}`, parametresOf(groupe));
  return renderPage({
    cadre,
    titre: `${erreur ? "Erreur : " : ""}Localiser : ${nomGroupe(groupe)}`,
    children: (
      <>
        <p class="discret">
          <a href={hrefTerritoire(epci, "donnees")}>Données</a> ›{" "}
          <a href={hrefTerritoire(epci, "donnees/localiser")}>localiser</a> › groupe
        </p>
        <h1>{nomGroupe(groupe)}</h1>
        <ResultatActe annonce={annonce} erreur={erreur} titreErreur="Ce n’est pas fait" />
        <p class="chapo">
          {formatCompte(groupe.adresses.length, "adresse")}, {formatCompte(groupe.lignes, "attribution")}.
        </p>
        <p>
          Questions à envoyer au bailleur :{" "}
          <a href={questions("xlsx")} download>
            classeur
          </a>
          ,{" "}
          <a href={questions("csv")} download>
            CSV
          </a>
          . <a href={hrefTerritoire(epci, "donnees/localiser/reponses")}>Déposer ses réponses</a>
        </p>
        <form method="post" action={hrefTerritoire(epci, CHEMIN)}>
          <input type="hidden" name="commune" value={groupe.commune ?? ""} />
          <input type="hidden" name="bailleur" value={groupe.bailleur} />
          <Table table={tableAdresses(epci)} lignes={groupe.adresses} coupe="toujours" lu />
          <h2>Une même réponse</h2>
          <p class="aide">Sans adresse choisie, elle vaut pour les {formatNombre(groupe.adresses.length)} du groupe.</p>
          <ChampMotif libelle="Comment le savez-vous ?" exemple="réponse du bailleur du 3 mars" valeur={saisie.motif} />
          <Relire affiche={saisie.aRelire} />
          <p class="ligne">
            <button class="bouton" type="submit" name="situation" value="qpv">
              En quartier prioritaire
            </button>
            <button class="bouton" type="submit" name="situation" value="hors-qpv">
              Hors quartier prioritaire
            </button>
            <button class="bouton second" type="submit" name="situation" value="inconnue">
              Inconnu, bailleur interrogé
            </button>
          </p>
        </form>
      </>
    ),
  });
}

function tableAdresses(epci: string) {
  return defineTable<AdresseALocaliser, Child>({
    code: "adresses",
    titre: "Adresses à localiser",
    colonnes: [
      {
        code: "adresse",
        titre: "Adresse",
        valeur: nomAdresse,
        rendu: (ligne) => (
          <a href={hrefTerritoire(epci, "donnees/localiser", { adresse: ligne.cleAdresse })}>{nomAdresse(ligne)}</a>
        ),
      },
      {
        code: "choisir",
        titre: "Choisir",
        valeur: ({ cleAdresse }) => cleAdresse,
        rendu: (ligne) => (
          <input
            type="checkbox"
            name="adresses"
            value={ligne.cleAdresse}
            aria-label={`Choisir : ${nomAdresse(ligne)}`}
          />
        ),
      },
      {
        code: "probable",
        titre: "Ce qu’on en sait",
        valeur: ({ probable }) => (probable ? COTE[probable.situation] : null),
        rendu: ({ probable, interrogeeLe }) =>
          [
            probable ? `probablement ${COTE[probable.situation]} : ${LIBELLE_DEDUCTION[probable.motif]}` : null,
            interrogeeLe ? `demandée au bailleur, sans réponse, le ${formatJourCourt(interrogeeLe)}` : null,
          ]
            .filter(Boolean)
            .join(" ; "),
      },
      { code: "attributions", titre: "Attributions", genre: "nombre", valeur: ({ lignes }) => lignes },
      { code: "annees", titre: "Années", valeur: ({ annees }) => annees.join(", ") },
    ],
  });
}

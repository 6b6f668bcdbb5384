import type { Child } from "hono/jsx";
import { LIBELLE_CONFLIT } from "#donnees/regles/reponse/reponse.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Relire } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { Confrontation } from "../../lectures/localisation/confronter-reponses.ts";

const CONFLITS_MAX = 25;
const CHEMIN = "donnees/localiser/reponses";

/** What a file of answers would do; `envoi`: its answers, sent back by the page to be applied. */
export type ApercuReponses = {
  readonly fichier: string;
  readonly envoi: string;
  readonly confrontation: Confrontation;
};

type ReponsesPageProps = {
  readonly cadre: Cadre;
  readonly apercu: ApercuReponses | null;
  readonly annonce: string | null;
  readonly erreur: string | null;
  readonly aRelire: boolean;
};

/** The file of questions comes back filled: what it would change, then what it changes. */
export function renderReponsesPage({ cadre, apercu, annonce, erreur, aRelire }: ReponsesPageProps): string {
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: `${erreur ? "Erreur : " : ""}Réponses d’un bailleur`,
    children: (
      <>
        <p class="discret">
          <a href={hrefTerritoire(epci, "donnees")}>Données</a> ›{" "}
          <a href={hrefTerritoire(epci, "donnees/localiser")}>localiser</a> › réponses
        </p>
        <h1>Réponses d’un bailleur</h1>
        <ResultatActe annonce={annonce} erreur={erreur} titreErreur="Ce n’est pas fait" />
        {apercu ? <Apercu epci={epci} apercu={apercu} aRelire={aRelire} /> : <Depot epci={epci} />}
      </>
    ),
  });
}

function Depot({ epci }: { epci: string }) {
  return (
    <form method="post" action={hrefTerritoire(epci, `${CHEMIN}/apercu`)} enctype="multipart/form-data">
      <p>
        <label for="fichier">
          Fichier de questions rempli
          <span class="aide">Classeur ou CSV, avec ses colonnes d’origine. Rien n’est appliqué avant l’aperçu.</span>
        </label>
        <input id="fichier" name="fichier" type="file" required accept=".xlsx,.xls,.ods,.csv,.txt" />
      </p>
      <button class="bouton" type="submit">
        Voir ce qui change
      </button>
    </form>
  );
}

function Apercu({ epci, apercu, aRelire }: { epci: string; apercu: ApercuReponses; aRelire: boolean }) {
  const { aAppliquer, conflits, deja, sansReponse } = apercu.confrontation;
  const of = (situation: string) => aAppliquer.filter((reponse) => reponse.situation === situation).length;
  return (
    <>
      <p class="chapo">
        {apercu.fichier} : {formatCompte(aAppliquer.length, "réponse à appliquer", "réponses à appliquer")} –{" "}
        {formatNombre(of("qpv"))} en quartier prioritaire, {formatNombre(of("hors-qpv"))} hors quartier,{" "}
        {formatNombre(of("inconnue"))} que le bailleur ne sait pas. Sans réponse : {formatNombre(sansReponse)} ; déjà
        dites : {formatNombre(deja)}.
      </p>
      {conflits.length > 0 ? (
        <>
          <h2>{formatCompte(conflits.length, "réponse laissée", "réponses laissées")} de côté</h2>
          <Table table={CONFLITS} lignes={conflits} max={CONFLITS_MAX} lu />
        </>
      ) : null}
      {aAppliquer.length > 0 ? (
        <form method="post" action={hrefTerritoire(epci, CHEMIN)}>
          <input type="hidden" name="fichier" value={apercu.fichier} />
          <input type="hidden" name="envoi" value={apercu.envoi} />
          <Relire affiche={aRelire} />
          <button class="bouton" type="submit">
            Appliquer {formatCompte(aAppliquer.length, "réponse")}
          </button>
        </form>
      ) : null}
      <p>
        <a href={hrefTerritoire(epci, CHEMIN)}>Déposer un autre fichier</a>
      </p>
    </>
  );
}

const CONFLITS = defineTable<Confrontation["conflits"][number], Child>({
  code: "conflits",
  titre: "Réponses laissées de côté",
  colonnes: [
    { code: "ligne", titre: "Ligne", genre: "entier", valeur: ({ ligne }) => ligne },
    { code: "reference", titre: "Logement", valeur: ({ cleAdresse }) => cleAdresse },
    { code: "reponse", titre: "Réponse", valeur: ({ ecrite }) => ecrite },
    { code: "conflit", titre: "Pourquoi", valeur: ({ conflit }) => LIBELLE_CONFLIT[conflit] },
  ],
});

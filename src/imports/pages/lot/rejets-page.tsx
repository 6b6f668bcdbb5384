import type { Child } from "hono/jsx";
import type { GroupeRejets, LigneRejetee, Lot } from "#donnees/lectures/lot/ports.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Relire } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJourCourt, formatNombre } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { splitMessage } from "./anomalie-table.tsx";
import { sayColonne } from "./groupes-table.tsx";

type RejetsPageProps = {
  readonly cadre: Cadre;
  readonly lot: Lot;
  readonly groupe: GroupeRejets;
  readonly lignes: readonly LigneRejetee[];
  readonly annonce: string | null;
  readonly erreur: string | null;
  /** What was typed, when it is refused. */
  readonly saisie: { readonly pourquoi: string; readonly valeur: string; readonly aRelire: boolean };
};

/** Lines rejected for one reason: which, what they say, what to write instead; corrected together, or left out with a reason. */
export function renderRejetsPage(props: RejetsPageProps): string {
  const { cadre, lot, groupe, lignes, annonce, erreur } = props;
  const { probleme, conseil } = splitMessage(groupe.message);
  const reste = groupe.lignes - groupe.ecartees;
  return renderPage({
    cadre,
    titre: `${erreur ? "Erreur : " : ""}${formatCompte(groupe.lignes, "ligne rejetée", "lignes rejetées")} de ${lot.fichier}`,
    children: (
      <>
        <p class="discret">
          <a href={hrefTerritoire(lot.epci, "donnees")}>Données</a> ›{" "}
          <a href={hrefTerritoire(lot.epci, `donnees/lots/${lot.id}`)}>{lot.fichier}</a> › lignes rejetées
        </p>
        <h1>{probleme}</h1>
        <ResultatActe annonce={annonce} erreur={erreur} titreErreur="Ce n’est pas fait" />
        <p class="chapo">
          {formatCompte(groupe.lignes, "ligne")}, {sayColonne(lot, groupe.colonne) ?? "toute la ligne"}
          {groupe.ecartees > 0 ? `, dont ${formatNombre(groupe.ecartees)} laissées de côté` : ""}. {conseil}
        </p>
        <form id="lignes" method="post">
          <input type="hidden" name="motif" value={groupe.code} />
          <input type="hidden" name="colonne" value={groupe.colonne ?? ""} />
          <Table
            table={tableLignes(lot, groupe, reste > 0 && cadre.droits.deposer)}
            lignes={lignes}
            coupe="toujours"
            lu
          />
          {reste > 0 && cadre.droits.deposer ? <Actes {...props} /> : null}
        </form>
      </>
    ),
  });
}

function tableLignes(lot: Lot, groupe: GroupeRejets, choisir: boolean) {
  return defineTable<LigneRejetee, Child>({
    code: "rejets",
    titre: `Lignes rejetées : ${splitMessage(groupe.message).probleme}`,
    colonnes: [
      { code: "ligne", titre: "Ligne", genre: "entier", valeur: ({ ligne }) => ligne },
      { code: "colonne", titre: "Colonne", valeur: () => sayColonne(lot, groupe.colonne) ?? "toute la ligne" },
      {
        code: "valeur",
        titre: "Valeur reçue",
        valeur: ({ valeur }) => valeur,
        rendu: ({ valeur }) => (valeur === "" ? "vide" : <span class="brut">{valeur}</span>),
      },
      { code: "message", titre: "Que faire", valeur: ({ message }) => message },
      {
        code: "etat",
        titre: "État",
        valeur: ({ ecarteeMotif }) => ecarteeMotif,
        rendu: (ligne) => <Etat ligne={ligne} choisir={choisir} />,
      },
    ],
  });
}

function Etat({ ligne, choisir }: { ligne: LigneRejetee; choisir: boolean }) {
  if (ligne.ecarteeLe !== null) {
    return (
      <>
        Laissée de côté : {ligne.ecarteeMotif} ({ligne.ecarteePar}, {formatJourCourt(ligne.ecarteeLe)})
      </>
    );
  }
  if (!choisir) return <>À corriger</>;
  return (
    <label class="case">
      <input type="checkbox" name="lignes" value={String(ligne.ligne)} />
      Choisir<span class="lu"> la ligne {formatNombre(ligne.ligne)}</span>
    </label>
  );
}

/** Ticked lines, or all of the group when none is. */
function Actes({ lot, groupe, saisie }: RejetsPageProps) {
  const chemin = `donnees/lots/${lot.id}/rejets`;
  const seule = groupe.colonne !== null && lot.colonnes.some(({ entete }) => entete === groupe.colonne);
  return (
    <>
      <p class="aide">Sans ligne choisie, la réponse vaut pour toutes celles qui restent.</p>
      {seule ? (
        <section aria-labelledby="corriger">
          <h2 id="corriger">Une même correction</h2>
          <p>
            <label for="valeur">Écrire à la place, dans la colonne {groupe.colonne}</label>
            <input id="valeur" name="valeur" maxlength={200} value={saisie.valeur || undefined} autocomplete="off" />
          </p>
          <button class="bouton" type="submit" formaction={hrefTerritoire(lot.epci, `${chemin}/corriger`)}>
            Corriger ces lignes
          </button>
        </section>
      ) : null}
      <section aria-labelledby="ecarter">
        <h2 id="ecarter">Laisser de côté</h2>
        <p>
          <label for="pourquoi">
            Pourquoi ?<span class="aide">Gardé avec votre nom : par exemple « logements vendus en 2016 ».</span>
          </label>
          <input
            id="pourquoi"
            name="pourquoi"
            maxlength={300}
            value={saisie.pourquoi || undefined}
            autocomplete="off"
          />
        </p>
        <Relire affiche={saisie.aRelire} />
        <button class="bouton second" type="submit" formaction={hrefTerritoire(lot.epci, `${chemin}/ecarter`)}>
          Laisser de côté, avec ma raison
        </button>
      </section>
    </>
  );
}

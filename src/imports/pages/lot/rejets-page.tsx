import type { Child } from "hono/jsx";
import type { GroupeRejets, LigneRejetee, Lot } from "#donnees/lectures/lot/ports.ts";
import type { Repere, Reperes } from "#donnees/lectures/lot/reperes-rejet.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Relire } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJourCourt, formatNombre } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import { splitMessage } from "./anomalie-table.tsx";
import { LienLignes, sayColonne } from "./groupes-table.tsx";

type LigneMontree = Omit<LigneRejetee, "brut"> & { readonly reperes: Reperes };

type RejetsPageProps = {
  readonly cadre: Cadre;
  readonly lot: Lot;
  readonly groupe: GroupeRejets;
  /** In which its rejected lines are given back. */
  readonly format: string;
  readonly lignes: readonly LigneMontree[];
  readonly annonce: string | null;
  readonly erreur: string | null;
  /** What was typed, when it is refused. */
  readonly saisie: {
    readonly pourquoi: string;
    readonly valeur: string;
    readonly aRelire: boolean;
    readonly portee: string;
    readonly lignes: ReadonlySet<string>;
  };
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
          {groupe.ecartees > 0 ? `, dont ${formatCompte(groupe.ecartees, "écartée", "écartées")} avec une raison` : ""}.{" "}
          {conseil}
        </p>
        {cadre.droits.exporterLot ? <LienLignes lot={lot} format={props.format} /> : null}
        <form id="lignes" method="post">
          <input type="hidden" name="motif" value={groupe.code} />
          <input type="hidden" name="colonne" value={groupe.colonne ?? ""} />
          <Table table={tableLignes(props, lignes)} lignes={lignes} coupe="toujours" lu />
          {reste > 0 && cadre.droits.deposer ? <Actes {...props} /> : null}
        </form>
      </>
    ),
  });
}

/** A column that no line fills is left out, and so is the sentence that all of them would repeat. */
function tableLignes(props: RejetsPageProps, shown: readonly LigneMontree[]) {
  const { lot, groupe } = props;
  const reperes = REPERES.filter(([code]) => shown.some((ligne) => ligne.reperes[code] !== ""));
  const autres = shown.some(({ message }) => message !== groupe.message);
  return defineTable<LigneMontree, Child>({
    code: "rejets",
    titre: `Lignes rejetées : ${splitMessage(groupe.message).probleme}`,
    colonnes: [
      { code: "ligne", titre: "Ligne", genre: "entier", valeur: ({ ligne }) => ligne },
      {
        code: "valeur",
        titre: `Valeur reçue, ${sayColonne(lot, groupe.colonne) ?? "toute la ligne"}`,
        valeur: ({ valeur }) => valeur,
        rendu: ({ valeur }) => (valeur === "" ? "vide" : <span class="brut">{valeur}</span>),
      },
      ...reperes.map(
        ([code, titre]): Colonne<LigneMontree, Child> => ({
          code,
          titre,
          valeur: (ligne) => ligne.reperes[code],
          rendu: (ligne) => <span class="brut">{ligne.reperes[code]}</span>,
        }),
      ),
      ...(autres ? [{ code: "message", titre: "Que faire", valeur: ({ message }: LigneMontree) => message }] : []),
      {
        code: "etat",
        titre: "État",
        valeur: ({ ecarteeMotif }) => ecarteeMotif,
        rendu: (ligne) => <Etat ligne={ligne} {...props} />,
      },
    ],
  });
}

const REPERES: readonly (readonly [Repere, string])[] = [
  ["commune", "Commune reçue"],
  ["adresse", "Adresse"],
  ["date", "Bail signé le"],
  ["bailleur", "Bailleur"],
  ["logement", "Logement"],
];

function Etat({ ligne, cadre, lot, saisie }: RejetsPageProps & { ligne: LigneMontree }) {
  const numero = String(ligne.ligne);
  if (ligne.ecarteeLe !== null) {
    return (
      <>
        Écartée : {ligne.ecarteeMotif} ({ligne.ecarteePar}, {formatJourCourt(ligne.ecarteeLe)}){" "}
        {cadre.droits.deposer ? (
          <button
            class="lien"
            type="submit"
            name="reprise"
            value={numero}
            formaction={hrefTerritoire(lot.epci, `donnees/lots/${lot.id}/rejets/reprendre-ligne`)}
          >
            Reprendre<span class="lu"> la ligne {formatNombre(ligne.ligne)}</span>
          </button>
        ) : null}
      </>
    );
  }
  if (!cadre.droits.deposer) return <>À corriger</>;
  return (
    <label class="case">
      <input type="checkbox" name="lignes" value={numero} checked={saisie.lignes.has(numero)} />
      Choisir<span class="lu"> la ligne {formatNombre(ligne.ligne)}</span>
    </label>
  );
}

/** Nothing is chosen beforehand: one click must not change every line. */
function Portee({ reste, portee }: { reste: number; portee: string }) {
  const choix: readonly (readonly [string, string])[] = [
    ["choisies", "Les lignes choisies ci-dessus"],
    ["toutes", reste > 1 ? `Toutes les lignes qui restent (${formatNombre(reste)})` : "La ligne qui reste"],
  ];
  return (
    <fieldset>
      <legend>Pour quelles lignes ?</legend>
      {choix.map(([valeur, dit]) => (
        <label class="case">
          <input type="radio" name="portee" value={valeur} checked={portee === valeur} />
          {dit}
        </label>
      ))}
    </fieldset>
  );
}

function Actes({ lot, groupe, saisie }: RejetsPageProps) {
  const chemin = `donnees/lots/${lot.id}/rejets`;
  const seule = groupe.colonne !== null && lot.colonnes.some(({ entete }) => entete === groupe.colonne);
  return (
    <>
      <Portee reste={groupe.lignes - groupe.ecartees} portee={saisie.portee} />
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
        <h2 id="ecarter">Écarter</h2>
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
          Écarter, avec ma raison
        </button>
      </section>
    </>
  );
}

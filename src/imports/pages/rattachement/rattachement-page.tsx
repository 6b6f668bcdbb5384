import type { Child } from "hono/jsx";
import { EffetBilan, type EffetSurAnnee } from "#bilan/pages/effet-bilan.tsx";
import type { CommuneDehors, Rattachement } from "#donnees/lectures/rattachement/ports.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Relire } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJourCourt } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { ChampMotif } from "../champ-motif.tsx";

const PAGE = "donnees/hors-territoire";

export type RattachementProps = {
  readonly cadre: Cadre;
  readonly dehors: readonly CommuneDehors[];
  /** Commune whose effect is shown; null: none. */
  readonly courante: CommuneDehors | null;
  readonly effet: EffetSurAnnee | null;
  readonly historique: readonly Rattachement[];
  readonly annonce: string | null;
  readonly erreur: string | null;
  readonly saisie: { readonly motif: string; readonly aRelire: boolean };
};

export function renderRattachementPage(props: RattachementProps): string {
  const { cadre, dehors, courante, annonce, erreur } = props;
  const epci = cadre.territoire?.epci ?? "";
  const baux = dehors.reduce((total, commune) => total + commune.baux, 0);
  return renderPage({
    cadre,
    titre: erreur ? "Erreur : communes hors du territoire" : "Communes hors du territoire",
    children: (
      <>
        <h1>Communes hors du territoire</h1>
        <ResultatActe annonce={annonce} erreur={erreur} />
        {courante ? (
          <>
            <p class="chapo">
              {formatCompte(baux, "bail publié", "baux publiés")}, dans {formatCompte(dehors.length, "commune")} que le
              périmètre connu du territoire ne contient pas. Gardés, ils ne sont dans aucun compte.
            </p>
            <Dehors epci={epci} dehors={dehors} courante={courante} />
            <Decision {...props} courante={courante} />
          </>
        ) : (
          <EtatVide titre="Aucune commune mise à part">
            <p>
              Tous les baux publiés sont de communes du territoire, ou aucun n’est publié.{" "}
              <a href={hrefTerritoire(epci, "bilan")}>Voir le bilan</a>
            </p>
          </EtatVide>
        )}
        <Historique epci={epci} historique={props.historique} />
      </>
    ),
  });
}

function nomOf({ commune, nom }: { readonly commune: string; readonly nom: string | null }): string {
  return nom === null ? commune : `${nom} (${commune})`;
}

type DehorsProps = { epci: string; dehors: readonly CommuneDehors[]; courante: CommuneDehors };

function Dehors({ epci, dehors, courante }: DehorsProps) {
  const table = defineTable<CommuneDehors, Child>({
    code: "dehors",
    titre: "Communes mises à part, celles qui portent le plus de baux d’abord",
    colonnes: [
      {
        code: "commune",
        titre: "Commune",
        valeur: nomOf,
        tri: true,
        rendu: (ligne) => (
          <a
            href={hrefTerritoire(epci, PAGE, { commune: ligne.commune })}
            aria-current={ligne.commune === courante.commune ? "true" : undefined}
          >
            {nomOf(ligne)}
          </a>
        ),
      },
      { code: "baux", titre: "Baux", genre: "nombre", valeur: ({ baux }) => baux, tri: true },
      { code: "annees", titre: "Années", valeur: ({ annees }) => annees.join(", ") },
    ],
  });
  return <Table table={table} lignes={dehors} nom="Communes mises à part" lu />;
}

function Decision({ cadre, courante, effet, saisie }: RattachementProps & { readonly courante: CommuneDehors }) {
  const epci = cadre.territoire?.epci ?? "";
  return (
    <section aria-labelledby="decision">
      <h2 id="decision">Compter {nomOf(courante)} avec le territoire ?</h2>
      <p>
        Faites-le si la commune en est, ou en était quand les baux ont été signés : une fusion, une entrée dans
        l’intercommunalité. Ses baux comptent alors dans le bilan. Ses quartiers n’étant pas publiés ici, aucun côté n’y
        est déduit.
      </p>
      {effet ? (
        <EffetBilan effet={effet} sans="Sans la commune" avec="Avec elle" />
      ) : (
        <p>
          <a href={hrefTerritoire(epci, PAGE, { commune: courante.commune })}>
            Voir l’effet sur le bilan de {courante.annees.at(-1)}
          </a>
        </p>
      )}
      <form method="post" action={hrefTerritoire(epci, PAGE)}>
        <input type="hidden" name="commune" value={courante.commune} />
        <ChampMotif
          libelle="Pourquoi la compter ?"
          exemple="arrêté du préfet du 12 décembre 2016"
          valeur={saisie.motif}
        />
        <Relire affiche={saisie.aRelire} />
        <p class="ligne">
          <button class="bouton" type="submit">
            Compter cette commune
          </button>
        </p>
      </form>
    </section>
  );
}

function Historique({ epci, historique }: { epci: string; historique: readonly Rattachement[] }) {
  if (historique.length === 0) return null;
  const table = defineTable<Rattachement, Child>({
    code: "rattachements",
    titre: "Décisions, les plus récentes d’abord",
    colonnes: [
      { code: "commune", titre: "Commune", valeur: nomOf, tri: true },
      { code: "raison", titre: "Raison", valeur: ({ motif }) => motif },
      {
        code: "decide_le",
        titre: "Par",
        valeur: ({ decideLe }) => decideLe,
        tri: true,
        rendu: ({ decidePar, decideLe }) => `${decidePar}, ${formatJourCourt(decideLe)}`,
      },
      {
        code: "action",
        titre: "Action",
        valeur: ({ annuleLe }) => annuleLe,
        rendu: (ligne) => <Annulation epci={epci} ligne={ligne} />,
      },
    ],
  });
  return (
    <>
      <h2>Communes comptées par décision</h2>
      <Table table={table} lignes={historique} nom="Communes comptées par décision" lu />
    </>
  );
}

function Annulation({ epci, ligne }: { epci: string; ligne: Rattachement }) {
  if (ligne.annuleLe !== null) {
    return (
      <span class="discret">
        Mise à part de nouveau par {ligne.annulePar ?? "personne connue"}, {formatJourCourt(ligne.annuleLe)}
      </span>
    );
  }
  return (
    <form method="post" action={hrefTerritoire(epci, `${PAGE}/${ligne.id}/annuler`)}>
      <button class="lien" type="submit">
        Mettre à part de nouveau<span class="lu"> {nomOf(ligne)}</span>
      </button>
    </form>
  );
}

import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { LIBELLE_ROLE } from "#socle/regles/habilitation/role.ts";
import { formatCompte, formatJour, formatJourCourt } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { RevueAFaire } from "../../actes/habilitation/revue.ts";
import type { Habilitation, Revue } from "../../lectures/habilitation/ports.ts";
import { Motif } from "./habilitation-page.tsx";
import { dayInParis, formatPersonne, formatVu } from "./libelles.ts";
import { Personne } from "./personne.tsx";

type DormantsProps = {
  readonly cadre: Cadre;
  readonly revue: RevueAFaire;
  readonly gerer: boolean;
  /** Ids ticked, when the form comes back. */
  readonly choisies: readonly string[];
  readonly annonce: string | null;
  readonly erreur: string | null;
};

export function renderDormantsPage(props: DormantsProps): string {
  const { cadre, revue, gerer, annonce, erreur } = props;
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: "Comptes dormants",
    children: (
      <>
        <h1>Comptes dormants</h1>
        <p class="chapo">
          Personnes habilitées qui ne sont jamais venues, ou pas depuis {revue.jours} jours. Ce délai est un choix de
          Blaise, à confirmer par l’EPCI : un droit dont personne ne se sert est un droit de trop.
        </p>
        <DerniereRevue revues={revue.revues} />
        <ResultatActe annonce={annonce} erreur={erreur} titreErreur="Rien n’est révoqué" />
        {revue.dormants.length === 0 ? <Vide /> : null}
        {gerer ? <Formulaire {...props} epci={epci} /> : <Liste {...props} />}
        <Revues revues={revue.revues} />
      </>
    ),
  });
}

function DerniereRevue({ revues }: { revues: readonly Revue[] }) {
  const [last] = revues;
  if (!last) return <p>Aucune revue n’a encore été faite.</p>;
  return (
    <p>
      Dernière revue faite le <strong>{formatJour(dayInParis(last.faiteLe))}</strong> par {last.faitePar}.
    </p>
  );
}

function Vide() {
  return (
    <EtatVide titre="Aucun compte dormant">
      <p>Toutes les personnes habilitées sont venues récemment.</p>
    </EtatVide>
  );
}

function Formulaire(props: DormantsProps & { readonly epci: string }) {
  const empty = props.revue.dormants.length === 0;
  return (
    <form method="post" action={hrefTerritoire(props.epci, "habilitations/dormants")}>
      <Liste {...props} />
      {empty ? null : <Motif id="motif" exemple="plus en poste d’après le responsable du service" facultatif />}
      <p>
        <button class="bouton" type="submit">
          {empty ? "Noter que la revue est faite" : "Révoquer ce qui est coché et noter la revue"}
        </button>
      </p>
    </form>
  );
}

function Liste({ revue, gerer, choisies }: DormantsProps) {
  if (revue.dormants.length === 0) return null;
  const table = defineTable<DormantsProps["revue"]["dormants"][number], Child>({
    code: "dormants",
    titre: formatCompte(revue.dormants.length, "compte dormant", "comptes dormants"),
    colonnes: [
      {
        code: "personne",
        titre: "Personne",
        valeur: ({ compte }) => formatPersonne(compte),
        rendu: ({ compte }) => <Personne compte={compte} />,
      },
      { code: "vu_le", titre: "Vu le", valeur: ({ compte }) => formatVu(compte.vuLe) },
      { code: "cree_le", titre: "Compte créé le", genre: "jour", valeur: ({ compte }) => dayInParis(compte.creeLe) },
      {
        code: "habilitations",
        titre: gerer ? "Habilitations à révoquer" : "Habilitations",
        valeur: ({ habilitations }) => habilitations.length,
        rendu: ({ habilitations }) => (
          <>
            {habilitations.map((habilitation) => (
              <Choix habilitation={habilitation} gerer={gerer} cochee={choisies.includes(String(habilitation.id))} />
            ))}
          </>
        ),
      },
    ],
  });
  return <Table table={table} lignes={revue.dormants} nom="Comptes dormants" />;
}

function Choix({ habilitation, gerer, cochee }: { habilitation: Habilitation; gerer: boolean; cochee: boolean }) {
  const { id, role, organisation, fin } = habilitation;
  const texte = `${LIBELLE_ROLE[role]}, ${organisation.nom}, jusqu’au ${formatJourCourt(fin)}`;
  if (!gerer) return <div>{texte}</div>;
  return (
    <label class="case">
      <input type="checkbox" name="habilitation" value={String(id)} checked={cochee} />
      <span>
        <span class="lu">{formatPersonne(habilitation.compte)} : </span>
        {texte}
      </span>
    </label>
  );
}

const REVUES = defineTable<Revue>({
  code: "revues",
  titre: "Revues des comptes dormants, les plus récentes d’abord",
  colonnes: [
    { code: "date", titre: "Date", genre: "jour", valeur: ({ faiteLe }) => dayInParis(faiteLe), tri: true },
    { code: "par", titre: "Par", valeur: ({ faitePar }) => faitePar, tri: true },
    { code: "comptes", titre: "Comptes dormants", genre: "nombre", valeur: ({ comptes }) => comptes, tri: true },
    {
      code: "revoquees",
      titre: "Habilitations révoquées",
      genre: "nombre",
      valeur: ({ revoquees }) => revoquees,
      tri: true,
    },
    { code: "motif", titre: "Motif", valeur: ({ motif }) => motif || "–" },
  ],
});

function Revues({ revues }: { revues: readonly Revue[] }) {
  if (revues.length === 0) return null;
  return (
    <>
      <h2>Revues faites</h2>
      <Table table={REVUES} lignes={revues} nom="Revues faites" lu />
    </>
  );
}

import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Choisir } from "#socle/pages/design/filtres.tsx";
import { optionsOf } from "#socle/pages/design/formulaire.tsx";
import { EnTetePage, type FichierPage, Suites } from "#socle/pages/design/gabarit.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Defile, EtatVide, Message, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import { ACTIONS } from "../../images/actions-table.ts";
import type { IndicateurLu } from "../../lectures/action/indicateurs.ts";
import type { LigneProgramme, ProgrammeActions } from "../../lectures/action/programme.ts";
import { ETATS_ACTION, LIBELLE_ETAT_ACTION } from "../../regles/action/etat-action.ts";
import { shortOrientation } from "../../regles/action/format-action.ts";
import { LIBELLE_TRI_ACTIONS, TRIS_ACTIONS } from "../../regles/action/lecture-action.ts";
import { CHEMIN_ACTIONS, cheminAction, drawFrise, TagEtatAction } from "./action-mots.tsx";
import { ValeurIndicateur } from "./indicateurs.tsx";

/** What is read on a view of its own. */
export const PARTIES_ACTIONS = { frise: "Les actions sur les années et les orientations en entier" } as const;

export type ActionsPageProps = {
  readonly cadre: Cadre;
  /** null: the page that answers. */
  readonly partie: keyof typeof PARTIES_ACTIONS | null;
  readonly programme: ProgrammeActions;
  /** By code; a missing code was not asked for (the public sees none). */
  readonly indicateurs: ReadonlyMap<string, IndicateurLu>;
  readonly ecrire: boolean;
};

const TITRE = "Programme d’actions";

export function renderActionsPage(props: ActionsPageProps): string {
  const { cadre, programme, ecrire, partie } = props;
  const { territoire } = programme;
  if (partie === "frise") return renderFrise(props);
  return renderPage({
    cadre,
    titre: TITRE,
    children: (
      <>
        <EnTetePage titre={TITRE} exporter={programme.lignes.length === 0 ? [] : fichiersOf(programme)}>
          {ecrire ? (
            <a class="bouton ecran" href={hrefTerritoire(territoire, `${CHEMIN_ACTIONS}/nouvelle`)}>
              Écrire une action
            </a>
          ) : null}
        </EnTetePage>
        {programme.total === 0 ? (
          <EtatVide titre="Aucune action au programme">
            <p>
              Aucune action n’est écrite, ou aucune n’est ouverte à votre habilitation.
              {ecrire ? " La première s’écrit avec « Écrire une action »." : ""}
            </p>
          </EtatVide>
        ) : (
          <Contenu {...props} />
        )}
      </>
    ),
  });
}

function Contenu(props: ActionsPageProps) {
  const { programme } = props;
  return (
    <>
      <Message ton={programme.enRetard > 0 ? "alerte" : "neutre"}>
        {programme.phrases.map((phrase) => (
          <p>{phrase}</p>
        ))}
      </Message>
      <Filtres programme={programme} />
      {programme.lignes.length === 0 ? (
        <EtatVide titre="Aucune action ne répond à ces filtres">
          <p>
            <a href={hrefTerritoire(programme.territoire, CHEMIN_ACTIONS)}>Montrer toutes les actions</a>
          </p>
        </EtatVide>
      ) : (
        <>
          <Table table={tableActions(props)} lignes={programme.lignes} rendu={cellules(programme.territoire)} />
          <Suites suites={[{ href: hrefProgramme(programme, "frise"), libelle: PARTIES_ACTIONS.frise }]} />
        </>
      )}
    </>
  );
}

function renderFrise({ cadre, programme }: ActionsPageProps): string {
  return renderPage({
    cadre,
    titre: PARTIES_ACTIONS.frise,
    children: (
      <>
        <EnTetePage titre={PARTIES_ACTIONS.frise} sous={<a href={hrefProgramme(programme, null)}>{TITRE}</a>} />
        <Frise programme={programme} />
        <Orientations programme={programme} />
      </>
    ),
  });
}

function questionOf({ filtre: { orientation, etat, retard }, tri }: ProgrammeActions) {
  return { orientation, etat, retard: retard ? "oui" : null, tri };
}

/** With the same actions in the same order. */
function hrefProgramme(programme: ProgrammeActions, partie: ActionsPageProps["partie"]): string {
  return hrefTerritoire(programme.territoire, CHEMIN_ACTIONS, { ...questionOf(programme), partie });
}

function Filtres({ programme: { filtre, tri, territoire, orientations } }: { programme: ProgrammeActions }) {
  const etats = [{ code: "sans-suivi", libelle: "Aucun suivi" }, ...optionsOf(ETATS_ACTION, LIBELLE_ETAT_ACTION)];
  return (
    <BarreFiltres action={hrefTerritoire(territoire, CHEMIN_ACTIONS)} titre="Choisir les actions">
      <Choisir
        nom="orientation"
        libelle="Orientation"
        tous="Toutes"
        options={orientations.map(({ rang, libelle }) => ({ code: rang, libelle: shortOrientation(libelle) }))}
        valeur={filtre.orientation}
      />
      <Choisir nom="etat" libelle="État" tous="Tous" options={etats} valeur={filtre.etat} />
      <Choisir
        nom="retard"
        libelle="Retard"
        tous="Toutes"
        options={[{ code: "oui", libelle: "En retard seulement" }]}
        valeur={filtre.retard ? "oui" : null}
      />
      <Choisir nom="tri" libelle="Ordre" options={optionsOf(TRIS_ACTIONS, LIBELLE_TRI_ACTIONS)} valeur={tri} />
    </BarreFiltres>
  );
}

function tableActions({ programme, indicateurs }: ActionsPageProps) {
  const chiffres: Colonne<LigneProgramme, Child> = {
    code: "chiffres",
    titre: "Chiffres",
    valeur: (ligne) => ligne.indicateurs.length,
    rendu: (ligne) => <Chiffres ligne={ligne} indicateurs={indicateurs} />,
  };
  return defineTable<LigneProgramme, Child>({
    code: ACTIONS.code,
    titre: programme.tri === "retard" ? "Actions, les retards d’abord" : ACTIONS.titre,
    colonnes: [...ACTIONS.colonnes, ...(indicateurs.size > 0 ? [chiffres] : [])],
  });
}

function cellules(epci: string) {
  return {
    action: (ligne: LigneProgramme) => <Titre epci={epci} ligne={ligne} />,
    etat: (ligne: LigneProgramme) => <Etat ligne={ligne} />,
    echeance: (ligne: LigneProgramme) => <Echeance ligne={ligne} />,
  };
}

function Titre({ epci, ligne }: { epci: string; ligne: LigneProgramme }) {
  return (
    <>
      <a href={hrefTerritoire(epci, cheminAction(ligne.numero))}>
        {ligne.numero}. {ligne.titre}
      </a>
      <br />
      <span class="discret">{shortOrientation(ligne.orientation)}</span>
    </>
  );
}

function Etat({ ligne }: { ligne: LigneProgramme }) {
  return (
    <>
      <TagEtatAction etat={ligne.etat} />
      {ligne.etatLe ? <> au {formatJour(ligne.etatLe)}</> : null}
    </>
  );
}

function Echeance({ ligne }: { ligne: LigneProgramme }) {
  const { retardJours, prochaineEcheance, prochainJalon } = ligne;
  if (retardJours === null && prochaineEcheance === null) return <span class="discret">rien de daté à venir</span>;
  return (
    <>
      {retardJours === null ? null : <Tag ton="alerte">En retard de {formatCompte(retardJours, "jour")}</Tag>}
      {retardJours !== null && prochaineEcheance !== null ? <br /> : null}
      {prochaineEcheance === null ? null : (
        <>
          {formatJour(prochaineEcheance)} : {prochainJalon}
        </>
      )}
    </>
  );
}

/** Of an action in the list. */
const CHIFFRES_MAX = 2;

function Chiffres({ ligne, indicateurs }: { ligne: LigneProgramme } & Pick<ActionsPageProps, "indicateurs">) {
  const lus = ligne.indicateurs.flatMap((code) => indicateurs.get(code) ?? []);
  if (lus.length === 0) return <span class="discret">aucun n’y est lié</span>;
  // Known ones first; all are on the page of the action.
  const rangs = lus.toSorted((a, b) => Number(a.valeur === null) - Number(b.valeur === null));
  const reste = lus.length - CHIFFRES_MAX;
  return (
    <ul class="chiffres-action">
      {rangs.slice(0, CHIFFRES_MAX).map((indicateur) => (
        <li>
          {indicateur.libelle} : <ValeurIndicateur indicateur={indicateur} />
        </li>
      ))}
      {reste > 0 ? <li class="discret">et {formatCompte(reste, "autre")}, sur sa page</li> : null}
    </ul>
  );
}

function Orientations({ programme: { orientations } }: { programme: ProgrammeActions }) {
  return (
    <section aria-labelledby="orientations">
      <h2 id="orientations">Orientations</h2>
      <ul>
        {orientations.map(({ libelle }) => (
          <li>{libelle}</li>
        ))}
      </ul>
    </section>
  );
}

function Frise({ programme }: { programme: ProgrammeActions }) {
  const svg = drawFrise(programme);
  return (
    <section aria-labelledby="frise">
      <h2 id="frise">Sur les années</h2>
      {svg === null ? (
        <p class="discret">Aucune action n’a de date : il n’y a rien à dessiner.</p>
      ) : (
        <>
          <p>
            Une barre vide est un jalon, au jour prévu ; une barre pleine est l’action, depuis son premier suivi engagé.
            Les dates sont dans le tableau des jalons, à télécharger, et sur la page de chaque action.
          </p>
          <Defile nom="Frise : actions et jalons">
            <div class="frise">{raw(svg)}</div>
          </Defile>
        </>
      )}
    </section>
  );
}

function fichiersOf(programme: ProgrammeActions): readonly FichierPage[] {
  const { territoire, figures } = programme;
  const question = questionOf(programme);
  const fichier = (nom: string) => hrefTerritoire(territoire, `${CHEMIN_ACTIONS}/figures/${nom}`, question);
  return [
    { href: hrefTerritoire(territoire, "actions.pdf", question), libelle: "Programme d’actions (PDF)" },
    ...figures.flatMap(({ code, titre }) => [
      { href: fichier(`${code}.xlsx`), libelle: `${titre} (XLSX)` },
      { href: fichier(`${code}.csv`), libelle: `${titre} (CSV)` },
    ]),
    { href: hrefTerritoire(territoire, "actions.svg", question), libelle: "Frise (SVG)" },
  ];
}

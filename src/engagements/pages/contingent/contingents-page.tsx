import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message, Tag } from "#socle/pages/design/parts.tsx";
import { SousNavigation } from "#socle/pages/design/sous-navigation.tsx";
import { TableFiches } from "#socle/pages/design/table-fiches.tsx";
import { formatEntre, formatJour, formatNombre, INCONNU } from "#socle/regles/shared/format.ts";
import type { Contingents, LigneReservataire } from "../../lectures/contingent/contingents.ts";
import type { BilanFluxTransmis } from "../../lectures/contingent/ports.ts";
import { formatConnu, formatImputees } from "../../regles/contingent/format-compte.ts";
import { TableConventions, TableDroits, TableEcarts } from "./contingents-tables.tsx";

export type ContingentsPageProps = {
  readonly cadre: Cadre;
  readonly contingents: Contingents;
  readonly annees: readonly number[];
  readonly transmis: readonly BilanFluxTransmis[];
  /** Reads leases: the yearly bilan can be computed. */
  readonly bilan: boolean;
  readonly annonce: string | null;
};

/** What each réservataire has, what it is due this year, what it got; then the rights, the conventions, and what RPLS says. */
export function renderContingentsPage(props: ContingentsPageProps): string {
  const { cadre, contingents, annonce } = props;
  return renderPage({
    cadre,
    titre: `Contingents, ${contingents.annee}`,
    rubrique: "convention",
    children: (
      <>
        <SousNavigation cadre={cadre} page="contingents" />
        <h1>Contingents, {contingents.annee}</h1>
        <p class="chapo">
          Qui a des droits de réservation, ce que le flux de l’année leur doit, et ce qui leur a été attribué. Droits
          lus au {formatJour(contingents.jour)}.
        </p>
        {annonce ? (
          <Message ton="ok" role="status">
            <p>{annonce}</p>
          </Message>
        ) : null}
        <ChoixAnnee {...props} />
        {contingents.lignesVisibles ? <Corps {...props} /> : <SansLigne />}
      </>
    ),
  });
}

function ChoixAnnee({ cadre, contingents: { annee }, annees }: ContingentsPageProps) {
  const choix = [...new Set([...annees, annee])].sort((a, b) => b - a);
  return (
    <form
      class="ligne"
      method="get"
      action={hrefTerritoire(cadre.territoire?.epci ?? "", "contingents")}
      aria-label="Choisir l’année"
    >
      <div>
        <label for="annee">Année</label>
        <select id="annee" name="annee">
          {choix.map((one) => (
            <option value={String(one)} selected={one === annee}>
              {one}
            </option>
          ))}
        </select>
      </div>
      <button class="bouton second" type="submit">
        Afficher
      </button>
    </form>
  );
}

function SansLigne() {
  return (
    <EtatVide titre="Votre habilitation n’ouvre pas le détail des contingents">
      <p>Les droits et les conventions existent peut-être : elle n’en ouvre que les sommes publiées dans le bilan.</p>
    </EtatVide>
  );
}

function Corps(props: ContingentsPageProps) {
  const { contingents } = props;
  return (
    <>
      <Reponse {...props} />
      <Droits {...props} />
      <Conventions {...props} />
      <BilanAnnuel {...props} />
      <Parc contingents={contingents} />
      <h2>Comment lire ces chiffres</h2>
      <ul>
        {contingents.phrases.map((phrase) => (
          <li>{phrase}</li>
        ))}
      </ul>
    </>
  );
}

const COLONNES = [
  { titre: "Réservataire" },
  { titre: "Droits en stock", nombre: true },
  { titre: "Droits en flux", nombre: true },
  { titre: "Baux de l’année", nombre: true },
  { titre: "Objectif de l’année", nombre: true },
  { titre: "Attendu à cette date", nombre: true },
  { titre: "Imputées", nombre: true },
  { titre: "Reste", nombre: true },
  { titre: "Alertes" },
];

function Reponse({ contingents }: ContingentsPageProps) {
  if (contingents.reservataires.length === 0) {
    return (
      <EtatVide titre="Aucun droit ni convention de flux">
        <p>
          L’inventaire commence par un droit de réservation, ou par une convention de flux entre un bailleur et un
          réservataire.
        </p>
      </EtatVide>
    );
  }
  return (
    <>
      {contingents.reponse.map((phrase) => (
        <p>{phrase}</p>
      ))}
      <TableFiches
        titre="Par réservataire"
        colonnes={COLONNES}
        lignes={contingents.reservataires.map((ligne) => [
          ligne.nom,
          formatNombre(ligne.enStock),
          formatNombre(ligne.enFlux),
          ligne.baux === null ? INCONNU : formatImputees(ligne.baux.certaines, ligne.baux.possibles),
          ...fluxCells(ligne),
          ligne.alertes > 0 ? <Tag ton="alerte">{formatNombre(ligne.alertes)} à examiner</Tag> : "aucune",
        ])}
      />
    </>
  );
}

/** Without a convention there is nothing to reach: « sans convention » is not « inconnu ». */
function fluxCells(ligne: LigneReservataire) {
  if (ligne.conventions === 0) return ["sans convention", "", "", ""];
  return [
    formatConnu(ligne.objectif),
    formatConnu(ligne.attendu),
    formatImputees(ligne.imputees, ligne.possibles),
    formatEntre(ligne.reste),
  ];
}

function Droits({ cadre, contingents }: ContingentsPageProps) {
  const epci = cadre.territoire?.epci ?? "";
  const { ecrireContingent } = cadre.droits;
  return (
    <>
      <h2 id="droits">Inventaire des droits</h2>
      {contingents.droits.length === 0 ? (
        <p>Aucun droit de réservation n’est enregistré.</p>
      ) : (
        <TableDroits epci={epci} droits={contingents.droits} ecrire={ecrireContingent} />
      )}
      {ecrireContingent ? (
        <p>
          <a class="bouton second" href={hrefTerritoire(epci, "contingents/ajouter")}>
            Ajouter un droit
          </a>
        </p>
      ) : null}
    </>
  );
}

function Conventions({ cadre, contingents }: ContingentsPageProps) {
  const epci = cadre.territoire?.epci ?? "";
  return (
    <>
      <h2 id="conventions">Conventions de flux en {contingents.annee}</h2>
      {contingents.conventions.length === 0 ? (
        <p>Aucune convention de flux ne couvre cette année.</p>
      ) : (
        <TableConventions epci={epci} annee={contingents.annee} conventions={contingents.conventions} />
      )}
      {cadre.droits.ecrireContingent ? (
        <p>
          <a class="bouton second" href={hrefTerritoire(epci, "contingents/conventions/ajouter")}>
            Ajouter une convention de flux
          </a>
        </p>
      ) : null}
    </>
  );
}

function BilanAnnuel({ cadre, contingents: { annee }, transmis, bilan }: ContingentsPageProps) {
  const epci = cadre.territoire?.epci ?? "";
  const own = transmis.filter((one) => one.annee === annee);
  return (
    <>
      <h2 id="bilan">Bilan annuel des flux</h2>
      {bilan ? (
        <p>
          <a href={hrefTerritoire(epci, "contingents/bilan-flux", { annee })}>Lire le bilan {annee}</a>, par
          réservataire, typologie, financement, quartier, commune et période de construction.
        </p>
      ) : (
        <p>
          Les baux des bailleurs ne vous sont pas ouverts. Votre bilan vous est transmis ici par chaque bailleur ; s’il
          manque, demandez-le-lui : il le doit chaque année.
        </p>
      )}
      {own.length === 0 ? <p>Aucun bilan {annee} n’a été transmis à un réservataire.</p> : null}
      {own.length > 0 ? (
        <ul>
          {own.map(({ id, nomBailleur, nomReservataire, numero, transmisLe }) => (
            <li>
              <a href={hrefTerritoire(epci, `contingents/bilans/${id}`)}>
                {nomBailleur} à {nomReservataire}, transmission {numero}
              </a>
              , le {formatJour(transmisLe)}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function Parc({ contingents: { parc } }: { contingents: Contingents }) {
  return (
    <>
      <h2 id="parc">Logements réservés selon RPLS</h2>
      {parc === null ? (
        <p>Aucun fichier RPLS dont vous lisiez les logements n’est publié : la comparaison n’est pas possible.</p>
      ) : (
        <TableEcarts parc={parc} />
      )}
    </>
  );
}

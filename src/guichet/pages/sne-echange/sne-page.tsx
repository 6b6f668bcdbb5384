import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Champ, type EtatFormulaire, Liste, type OptionListe, Refuse } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message, ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { ActePropose, DossierEnEcart, EchangeSne, LigneSne } from "../../lectures/sne-echange/compute-echange.ts";
import type { Depassee } from "../../lectures/sne-echange/ports.ts";
import type { TransmissionsLues } from "../../lectures/sne-echange/read-transmissions.ts";
import {
  type EcartSne,
  LIBELLE_ACTE_SNE,
  LIBELLE_CHAMP_SNE,
  SUITE_CHAMP_SNE,
} from "../../regles/sne-echange/comparer-sne.ts";
import {
  LIBELLE_CAUSE_DEPASSEE,
  LIBELLE_VALIDITE_STOCK,
  VALIDITES_STOCK,
  type ValiditeStock,
} from "../../regles/sne-echange/validite-stock.ts";
import { CHEMIN_SNE } from "./chemin.ts";
import { Transmissions } from "./transmissions.tsx";

export type SnePageProps = {
  readonly cadre: Cadre;
  readonly echange: EchangeSne;
  readonly transmissions: TransmissionsLues;
  readonly exportables: { readonly total: number; readonly sansNumero: number };
  readonly finalites: readonly OptionListe[];
  /** Name of the service; null: not configured. */
  readonly service: string | null;
  readonly cleOf: (acte: ActePropose) => string;
  readonly annonce: string | null;
  readonly etat: EtatFormulaire;
  /** What was typed of the writings, beside the refusal of an act on them. */
  readonly etatTransmissions: EtatFormulaire;
};

/** Lines shown at once; the next ones appear when these are done. */
const LIGNES = 100;
const ABSENTS = 25;

export function renderSnePage(props: SnePageProps): string {
  const { cadre, echange, annonce, etat } = props;
  const { message, erreurs } = etat.refus;
  return renderPage({
    cadre,
    titre: message === null && erreurs.length === 0 ? "Échanges avec le SNE" : "Erreur : échanges avec le SNE",
    children: (
      <>
        <h1>Échanges avec le système national d’enregistrement (SNE)</h1>
        <ResultatActe annonce={annonce} />
        <Refuse refus={etat.refus} />
        <Liaison service={props.service} />
        <Transmissions
          epci={echange.territoire}
          lues={props.transmissions}
          ouvert={props.service !== null}
          etat={props.etatTransmissions}
        />
        <Stock echange={echange} />
        <Actes {...props} />
        <Ecarts epci={echange.territoire} ecarts={echange.ecarts} />
        <Validites echange={echange} />
        <Absents epci={echange.territoire} absents={echange.absents} ouvert={props.service !== null} />
        <Exporter {...props} />
      </>
    ),
  });
}

function Liaison({ service }: { service: string | null }) {
  return (
    <Message ton="neutre" titre="La liaison">
      {service === null ? (
        <p>
          La liaison directe est fermée. À la main : enregistrez chaque demande dans le SNE, puis saisissez ici le
          numéro unique qu’il donne ; faites-y les renouvellements et les radiations ; déposez son extraction « stock »
          dans les données.
        </p>
      ) : (
        <p>La liaison est ouverte : {service}. Un numéro unique vient toujours du SNE, jamais de Blaise.</p>
      )}
    </Message>
  );
}

function Stock({ echange }: { echange: EchangeSne }) {
  const { stock, locaux, rapproches, absents } = echange;
  if (stock === null) {
    return (
      <EtatVide titre="Aucun fichier national n’est publié">
        <p>
          {formatCompte(locaux, "dossier de votre guichet a", "dossiers de votre guichet ont")} un numéro unique. La
          comparaison commencera à la publication de l’extraction « stock » du SNE.
        </p>
      </EtatVide>
    );
  }
  return (
    <>
      <h2>Ce que disent les deux fichiers</h2>
      <Table
        table={defineTable<readonly [titre: string, nombre: number]>({
          code: "stock",
          titre: `Vos dossiers et le stock national au ${formatJour(stock.reference)}`,
          colonnes: [
            { code: "demandes", titre: "Demandes", valeur: ([titre]) => titre },
            { code: "nombre", titre: "Nombre", genre: "nombre", valeur: ([, nombre]) => nombre },
          ],
        })}
        cartes={false}
        lignes={[
          ["Dossiers vivants de votre guichet, avec un numéro", locaux],
          ["Retrouvés dans le stock national, par l’empreinte du numéro", rapproches],
          ["Absents du stock, et plus anciens que lui", absents.length],
          ["Absents du stock : plus récents que lui, ou sans date", locaux - rapproches - absents.length],
          ["Demandes du stock national", stock.demandes],
          ["Dont hors de vos dossiers (autre guichet, ou personne ici)", stock.ailleurs],
        ]}
      />
    </>
  );
}

function Dossier({ epci, ligne }: { epci: string; ligne: LigneSne }) {
  return (
    <a href={hrefTerritoire(epci, `demandes/${ligne.demandeur}`)}>{ligne.reference ?? "Dossier sans référence"}</a>
  );
}

function colonneDossier(epci: string): Colonne<LigneSne, Child> {
  return {
    code: "dossier",
    titre: "Dossier",
    valeur: ({ reference }) => reference,
    rendu: (ligne) => <Dossier epci={epci} ligne={ligne} />,
  };
}

function Actes({ echange, cleOf }: SnePageProps) {
  const { actes, territoire } = echange;
  if (echange.stock === null && actes.length === 0) return null;
  const montres = actes.slice(0, LIGNES);
  return (
    <section aria-labelledby="actes">
      <h2 id="actes">Vu dans le fichier national, à confirmer</h2>
      {actes.length === 0 ? (
        <p>Aucun renouvellement ni aucune radiation à reprendre.</p>
      ) : (
        <form method="post" action={hrefTerritoire(territoire, `${CHEMIN_SNE}/confirmer`)}>
          <p>
            Rien n’est écrit sur un dossier sans vous. Cochez ce qui est exact
            {actes.length > montres.length
              ? ` (${formatNombre(montres.length)} lignes sur ${formatNombre(actes.length)})`
              : ""}
            .
          </p>
          <Table table={tableActes(territoire, cleOf)} lignes={montres} coupe="jamais" />
          <p>
            <button class="bouton" type="submit">
              Confirmer les lignes cochées
            </button>
          </p>
        </form>
      )}
    </section>
  );
}

function tableActes(epci: string, cleOf: SnePageProps["cleOf"]) {
  return defineTable<ActePropose, Child>({
    code: "actes",
    titre: "Renouvellements et radiations à confirmer",
    colonnes: [
      colonneDossier(epci),
      { code: "vu", titre: "Ce qui est vu", valeur: ({ acte }) => LIBELLE_ACTE_SNE[acte] },
      { code: "le", titre: "Le", genre: "jour", valeur: ({ le }) => le },
      {
        code: "confirmer",
        titre: "Confirmer",
        valeur: () => null,
        rendu: (acte) => (
          <label class="case">
            <input
              type="checkbox"
              name="actes"
              value={cleOf(acte)}
              aria-label={`Exact : ${acte.reference ?? "dossier sans référence"}`}
            />
            Exact
          </label>
        ),
      },
    ],
  });
}

function Ecarts({ epci, ecarts }: { epci: string; ecarts: readonly DossierEnEcart[] }) {
  if (ecarts.length === 0) return null;
  const lignes = ecarts.flatMap((dossier) => dossier.ecarts.map((ecart) => ({ ...dossier, ...ecart })));
  return (
    <section aria-labelledby="ecarts">
      <h2 id="ecarts">Ce qui diffère</h2>
      <details>
        <summary>{formatCompte(ecarts.length, "dossier diffère", "dossiers diffèrent")} du stock</summary>
        <Table
          table={defineTable<LigneSne & EcartSne, Child>({
            code: "ecarts",
            titre: `Ce qui est écrit ici, et là-bas${lignes.length > LIGNES ? ` : les ${LIGNES} premières lignes` : ""}`,
            colonnes: [
              colonneDossier(epci),
              { code: "champ", titre: "Champ", valeur: ({ champ }) => LIBELLE_CHAMP_SNE[champ] },
              { code: "ici", titre: "Ici", valeur: ({ ici }) => ici },
              { code: "sne", titre: "SNE", valeur: ({ national }) => national },
              { code: "suite", titre: "Que faire", valeur: ({ champ }) => SUITE_CHAMP_SNE[champ] },
            ],
          })}
          lignes={lignes}
          max={LIGNES}
        />
      </details>
    </section>
  );
}

function Validites({ echange: { stock, validites, depassees } }: { echange: EchangeSne }) {
  if (stock === null) return null;
  const total = (code: ValiditeStock) =>
    validites.filter(({ validite }) => validite === code).reduce((somme, { nombre }) => somme + nombre, 0);
  const lignes = VALIDITES_STOCK.map((code) => [LIBELLE_VALIDITE_STOCK[code], total(code)] as const);
  const fermees = lignes.reduce((reste, [, nombre]) => reste - nombre, stock.demandes);
  return (
    <section aria-labelledby="validites">
      <h2 id="validites">La validité, d’après les dates du fichier</h2>
      <p>
        Une demande vaut un an depuis sa présentation ou son dernier renouvellement (CCH, art. R. 441-2-7). Le stock ne
        porte pas cette fin : elle est calculée au {formatJour(stock.reference)}, puis comparée à ce qu’il garde vivant.
      </p>
      <details>
        <summary>
          {formatCompte(total("depassee"), "demande passée", "demandes passées")} de date, sur{" "}
          {formatNombre(stock.demandes)}
        </summary>
        <Table
          table={defineTable<readonly [string, number]>({
            code: "validites",
            titre: "Demandes du stock, par validité calculée",
            colonnes: [
              { code: "validite", titre: "Validité", valeur: ([libelle]) => libelle },
              { code: "nombre", titre: "Demandes", genre: "nombre", valeur: ([, nombre]) => nombre },
            ],
          })}
          cartes={false}
          lignes={[...lignes, ["Que votre habilitation ne vous ouvre pas : non vérifiées", fermees]]}
        />
      </details>
      {depassees.length === 0 ? null : <Depassees lignes={depassees} nombre={total("depassee")} />}
    </section>
  );
}

function Depassees({ lignes, nombre }: { lignes: readonly Depassee[]; nombre: number }) {
  return (
    <details>
      <summary>{formatCompte(nombre, "ligne à vérifier", "lignes à vérifier")} dans le système national</summary>
      <Table
        table={defineTable<Depassee>({
          code: "depassees",
          titre: `Lignes du fichier${nombre > lignes.length ? `, les ${lignes.length} plus anciennes` : ""}`,
          colonnes: [
            { code: "ligne", titre: "Ligne du fichier", genre: "entier", valeur: ({ ligne }) => ligne },
            { code: "cree", titre: "Créée le", genre: "jour", valeur: ({ creeLe }) => creeLe },
            { code: "renouvele", titre: "Renouvelée le", genre: "jour", valeur: ({ renouveleLe }) => renouveleLe },
            { code: "fin", titre: "Fin calculée", genre: "jour", valeur: ({ finLe }) => finLe },
            { code: "cause", titre: "Cause probable", valeur: ({ cause }) => LIBELLE_CAUSE_DEPASSEE[cause] },
          ],
        })}
        lignes={lignes}
        max={25}
      />
    </details>
  );
}

type AbsentsProps = { readonly epci: string; readonly absents: readonly LigneSne[]; readonly ouvert: boolean };

function Absents({ epci, absents, ouvert }: AbsentsProps) {
  if (absents.length === 0) return null;
  return (
    <section aria-labelledby="absents">
      <h2 id="absents">Ici seulement</h2>
      <details>
        <summary>
          {formatCompte(absents.length, "dossier absent du stock", "dossiers absents du stock")}, plus anciens que lui
        </summary>
        <p>
          Ces dossiers sont vivants ici et leur numéro n’est pas dans le stock. Vérifiez-le dans le SNE : numéro mal
          saisi, demande radiée, ou autre département.
        </p>
        <Table
          table={defineTable<LigneSne, Child>({
            code: "absents",
            titre: "À vérifier dans le SNE",
            colonnes: [colonneDossier(epci), ...(ouvert ? [interroger(epci)] : [])],
          })}
          lignes={absents}
          max={ABSENTS}
          cartes={false}
        />
        {absents.length > ABSENTS ? <p>Et {formatNombre(absents.length - ABSENTS)} de plus.</p> : null}
      </details>
    </section>
  );
}

function interroger(epci: string): Colonne<LigneSne, Child> {
  return {
    code: "interroger",
    titre: "Demander au SNE",
    valeur: () => null,
    rendu: ({ demandeur, reference }) => (
      <form method="post" action={hrefTerritoire(epci, `${CHEMIN_SNE}/interroger`)}>
        <button class="lien" type="submit" name="demandeur" value={demandeur}>
          Interroger le SNE<span class="lu"> sur {reference ?? "ce dossier"}</span>
        </button>
      </form>
    ),
  };
}

function Exporter({ echange, exportables, finalites, etat }: SnePageProps) {
  const { total, sansNumero } = exportables;
  return (
    <section aria-labelledby="exporter">
      <h2 id="exporter">Exporter le suivi de votre guichet</h2>
      {total === 0 ? (
        <p>Aucun dossier enregistré à exporter.</p>
      ) : (
        <details open={etat.refus.erreurs.length > 0}>
          <summary>Choisir et télécharger</summary>
          <form class="saisie" method="post" action={hrefTerritoire(echange.territoire, `${CHEMIN_SNE}/export`)}>
            <p>
              {formatCompte(total, "dossier enregistré", "dossiers enregistrés")} au plus, numéros en clair, colonnes et
              codes du SNE ; 5 000 par fichier. Le journal garde qui l’a pris, et pourquoi.
              {sansNumero > 0
                ? ` ${formatCompte(sansNumero, "dossier n’a pas de numéro lisible et n’y sera pas", "dossiers n’ont pas de numéro lisible et n’y seront pas")}.`
                : ""}
            </p>
            <Liste etat={etat} nom="finalite" libelle="Pourquoi" options={finalites} vide="Choisir" requis />
            <Champ etat={etat} nom="annee" libelle="Année de la demande" aide="Laissez vide pour toutes." nombre />
            <Liste
              etat={etat}
              nom="type"
              libelle="Format"
              options={[
                { code: "csv", libelle: "CSV" },
                { code: "xlsx", libelle: "Tableur (XLSX)" },
              ]}
            />
            <p>
              <button class="bouton second" type="submit">
                Télécharger
              </button>
            </p>
          </form>
        </details>
      )}
    </section>
  );
}

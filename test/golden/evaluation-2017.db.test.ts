import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freezeRapport } from "#bilan/actes/rapport/freeze-rapport.ts";
import type { Bilan } from "#bilan/lectures/bilan.ts";
import { type Rapport, SECTIONS } from "#bilan/lectures/rapport/ports.ts";
import { hashEvaluation } from "#gouvernance/actes/evaluation/figer-evaluation.ts";
import type { EvaluationFigee } from "#gouvernance/lectures/evaluation/ports.ts";
import { undoLot } from "#imports/actes/lot/publish-lot.ts";
import { formatFraction } from "#socle/regles/shared/format.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { ROLE_APPLICATION } from "#socle/sql/droits/policies.ts";
import { createDemoDatabase, type TestDatabase } from "../database.ts";
import { openPagesDemo } from "../fixtures/demo-personnes.ts";
import { EPCI, expectSoundPage } from "../fixtures/pages.ts";
import { textOfPdf } from "../fixtures/pdf.ts";
import { unzip } from "../fixtures/unzip.ts";

const CHEMIN = "commission/evaluations";
const PREPARER = `${CHEMIN}/preparer?genre=annuelle&annee=2017`;
const RECOMMANDATION = "Proposer <b>trois</b> points & un bilan aux bailleurs sur le hors quartier.";
const COMMENTAIRE = "Le plancher n’est pas atteint : la vacance pèse.";

let database: TestDatabase;
let pages: ReturnType<typeof openPagesDemo>;
let rapport: Rapport;
let figee: EvaluationFigee;

beforeAll(async () => {
  database = await createDemoDatabase();
  pages = openPagesDemo(database, "2018-10-05");
});
afterAll(() => database?.drop());

const plain = (phrase: string) => phrase.replaceAll(/\s+/g, " ").trim();
const found = async (numero: string) => {
  const one = await database.base.evaluations.find(EPCI, numero);
  if (!one) throw new Error(`no evaluation ${numero}`);
  return one;
};
/** As the source of a page writes it: what was typed is never markup. */
const inPage = (phrase: string) =>
  plain(phrase).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
/** Whatever the demonstration freezes of its own, the numbers of a test follow it. */
const numeroOf = (vers: string | null) => /evaluations\/(EVAL-[0-9-]+)\?/.exec(vers ?? "")?.[1] ?? String(vers);

describe("what is missing is said, then made", () => {
  it("asks for the frozen report of the year, and does not invent it", async () => {
    await database.pool.query("delete from rapport where epci = $1 and annee = 2017", [EPCI]);
    const liste = await pages.ask("agent-epci", CHEMIN);
    expect(liste.statut).toBe(200);
    expectSoundPage(liste.html);
    expect(liste.text).toContain("Aucun bilan figé pour 2017 : figez le rapport annuel.");
    expect(liste.html).toContain(`/t/${EPCI}/rapport?annee=2017&amp;periode=annee`);
    const { text } = await pages.ask("agent-epci", PREPARER);
    expect(text).toContain("Aucun bilan figé pour 2017 : figez le rapport annuel.");
    const refus = await pages.send("agent-epci", CHEMIN, { genre: "annuelle", annee: "2017" });
    expect(refus.statut).toBe(422);
    const encours = await pages.ask("agent-epci", `${CHEMIN}/preparer?genre=annuelle&annee=2018`);
    expect(encours.text).toContain("L’année 2018 n’est pas finie");
  });

  it("keeps a draft, shows what was typed when a word is to be read again, freezes with a number and a hash", async () => {
    const fige = await pages.send("agent-epci", "rapport", { annee: "2017", periode: "annee", sections: "synthese" });
    const numero = /rapport\/([^?]+)\?/.exec(fige.vers ?? "")?.[1] ?? "";
    rapport = (await database.base.rapports.find(EPCI, numero)) as Rapport;
    const champs = { genre: "annuelle", annee: "2017", recommandations: RECOMMANDATION };
    const projet = await pages.send("agent-epci", `${CHEMIN}/preparer`, champs);
    expect(projet.vers).toContain("fait=projet");
    const repris = await pages.ask("agent-epci", PREPARER);
    expectSoundPage(repris.html);
    expect(repris.html).toContain(inPage(RECOMMANDATION));
    const refus = await pages.send("agent-epci", CHEMIN, { ...champs, objectifs: "Cette dame est malade." });
    expect(refus.statut).toBe(422);
    expect(refus.html).toContain("Cette dame est malade.");
    expect(refus.html).toContain('name="relu"');
    const { vers } = await pages.send("agent-epci", CHEMIN, { ...champs, objectifs: COMMENTAIRE });
    figee = await found(numeroOf(vers));
    expect(figee.numero).toMatch(/^EVAL-2017-\d\d$/);
    expect(figee.empreinte).toBe(hashEvaluation(figee.contenu));
    expect(await database.base.evaluations.projets(EPCI)).toEqual([]);
  });
});

describe("the figures of 2017 are those of the frozen bilan", () => {
  it("holds the very objects of the bilan, for the EPCI and each bailleur", () => {
    const { total, horsQpv, qpv, nonLocalisees, deduites, sansRessources, ressourcesNulles, bailleurs } = rapport.bilan;
    expect(figee.contenu.annees).toEqual([
      {
        annee: 2017,
        ensemble: { total, horsQpv, qpv, nonLocalisees, deduites, sansRessources, ressourcesNulles },
        bailleurs,
      },
    ]);
    // The signed document: 66 of 360, 247 of 391, 21 without a location.
    expect([horsQpv.realise, horsQpv.assiette]).toEqual([66, 360]);
    expect([qpv.realise, qpv.assiette, nonLocalisees.total]).toEqual([247, 391, 21]);
  });

  it("writes them in its tables and sentences as the page of the bilan does", async () => {
    const objectifs = figee.contenu.parties.find(({ code }) => code === "objectifs");
    const [hors, qpv] = objectifs?.tableaux ?? [];
    const texts = (cellules: readonly { readonly texte: string }[] = []) => cellules.map(({ texte }) => plain(texte));
    expect(texts(hors?.total ?? [])).toEqual([
      "Ensemble",
      "66 sur 360",
      "18,3 %",
      "entre 17,3 % et 20,1 %",
      "25 % : 90 attendues, il manque 24",
      "aucun",
      "21",
    ]);
    expect(hors?.total?.[4]?.verdict).toBe("non-atteint");
    expect(texts(qpv?.total ?? []).slice(0, 3)).toEqual(["Ensemble", "247 sur 391", "63,2 %"]);
    expect(qpv?.total?.[4]?.verdict).toBe("atteint");
    expect(hors?.lignes).toHaveLength(rapport.bilan.bailleurs.length);
    for (const [rang, { nom, horsQpv }] of rapport.bilan.bailleurs.entries()) {
      expect(texts(hors?.lignes[rang])[0]).toBe(nom);
      expect(hors?.lignes[rang]?.[4]?.verdict).toBe(horsQpv.verdict);
      const realise = horsQpv.assiette === 0 ? "aucune attribution" : `${horsQpv.realise} sur ${horsQpv.assiette}`;
      expect(texts(hors?.lignes[rang])[1]).toBe(realise);
    }
    const bilan = await pages.ask("agent-epci", "bilan?annee=2017");
    for (const figure of ["66 sur 360", "18,3 %", "247 sur 391"]) expect(plain(bilan.text)).toContain(figure);
  });

  it("says every part, or in one sentence why it has nothing", () => {
    for (const { code, phrases, tableaux, lue } of figee.contenu.parties) {
      if (code === "recommandations") continue;
      expect(phrases.length + tableaux.length, code).toBeGreaterThan(0);
      if (!lue) expect(phrases, code).toHaveLength(1);
    }
    const nationaux = figee.contenu.parties.find(({ code }) => code === "nationaux");
    expect(plain(nationaux?.phrases[0] ?? "")).toMatch(/2017/);
  });
});

it("sums the three years of their frozen bilans, and judges each", async () => {
  const bilans: Bilan[] = [];
  for (const annee of [2016, 2017, 2018]) {
    const periode = yearPeriode(annee);
    const demande = { epci: EPCI, periode, sections: SECTIONS, commentaires: {}, aujourdhui: "2019-02-01" };
    bilans.push((annee === 2017 ? rapport : await freezeRapport(database.base, demande)).bilan);
  }
  const { vers } = await openPagesDemo(database, "2019-02-01").send("agent-epci", CHEMIN, {
    genre: "triennale",
    annee: "2018",
  });
  expect(numeroOf(vers)).toMatch(/^EVAL-2016-2018-\d\d$/);
  const { contenu } = await found(numeroOf(vers));
  expect(contenu.annees.map(({ ensemble }) => ensemble.horsQpv)).toEqual(bilans.map(({ horsQpv }) => horsQpv));
  const [hors] = contenu.parties.find(({ code }) => code === "objectifs")?.tableaux ?? [];
  const sum = (count: (bilan: Bilan) => number) => bilans.reduce((total, bilan) => total + count(bilan), 0);
  const [part, base] = [sum(({ horsQpv }) => horsQpv.realise), sum(({ horsQpv }) => horsQpv.assiette)];
  expect(hors?.total?.[1]?.texte).toBe(formatFraction(part, base));
  expect(hors?.lignes.map((ligne) => ligne[4]?.verdict)).toEqual(bilans.map(({ horsQpv }) => horsQpv.verdict));
});

it("does not change when the data do", async () => {
  const { rows } = await database.pool.query(
    "select p.lot from publication p where p.epci = $1 and p.source = 'sne-attributions' and p.periode = '2017'",
    [EPCI],
  );
  await undoLot(database.base, (rows[0] as { lot: number }).lot);
  const bilan = await pages.ask("agent-epci", "bilan?annee=2017");
  // The tables of the signed document are what is left of the year.
  expect(plain(bilan.text)).toContain("Bilan sur comptes : aucun bail de 2017 n’est publié ici");
  expect(await found(figee.numero)).toEqual(figee);
  const page = await pages.ask("agent-epci", `${CHEMIN}/${figee.numero}`);
  expect(plain(page.text)).toContain("66 sur 360");
  const champs = { genre: "annuelle", annee: "2017" };
  const correction = numeroOf((await pages.send("agent-epci", CHEMIN, champs)).vers);
  expect(Number(correction.slice(-2))).toBe(Number(figee.numero.slice(-2)) + 1);
  // The report is frozen too: the new version has the figures of the same bilan.
  expect((await found(correction)).contenu.annees).toEqual(figee.contenu.annees);
  const droits = await database.pool.query("select has_table_privilege($1, 'evaluation', 'update, delete') as peut", [
    ROLE_APPLICATION,
  ]);
  expect(droits.rows).toEqual([{ peut: false }]);
});

it("gives the PDF and the Word file the sentences of the page", async ({ skip }) => {
  const page = await pages.ask("agent-epci", `${CHEMIN}/${figee.numero}`);
  expectSoundPage(page.html);
  const [pdf, docx] = await Promise.all(
    ["pdf", "docx"].map((type) => pages.ask("agent-epci", `${CHEMIN}/${figee.numero}.${type}`)),
  );
  const word = plain(
    (unzip(docx?.octets ?? new Uint8Array()).get("word/document.xml") ?? Buffer.alloc(0))
      .toString("utf8")
      .replaceAll(/<[^>]+>/g, "")
      .replaceAll("&apos;", "'")
      .replaceAll("&quot;", '"')
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&"),
  );
  const phrases = [...figee.contenu.parties.flatMap((partie) => partie.phrases), RECOMMANDATION, COMMENTAIRE];
  for (const phrase of phrases) {
    expect(plain(page.text)).toContain(inPage(phrase));
    expect(word).toContain(plain(phrase));
  }
  const text = textOfPdf(pdf?.octets ?? new Uint8Array());
  if (text === null) return skip("pdftotext is not installed");
  // A line is cut where the page is, and a word at its hyphen.
  const squeeze = (value: string) => value.replaceAll(/[\s\u00AD]+/g, "");
  for (const phrase of phrases) expect(squeeze(text)).toContain(squeeze(phrase));
});

describe("what everyone reads", () => {
  it("is nothing before it is published, and needs to have been read again", async () => {
    expect((await pages.ask(null, `${CHEMIN}/${figee.numero}`)).statut).toBe(404);
    expect((await pages.ask(null, CHEMIN)).text).toContain("Aucune évaluation publiée");
    const refus = await pages.send("agent-epci", `${CHEMIN}/${figee.numero}/publier`);
    expect(refus.statut).toBe(422);
    expect(refus.text).toContain("puis cochez la case");
  });

  it("is the EPCI’s figures, the texts, and no count of a bailleur nor a small one", async () => {
    const apercu = await pages.ask("agent-epci", `${CHEMIN}/${figee.numero}/publication`);
    expectSoundPage(apercu.html);
    await pages.send("agent-epci", `${CHEMIN}/${figee.numero}/publier`, { relu: "oui" });
    const publique = await pages.ask(null, `${CHEMIN}/${figee.numero}`);
    expect(publique.statut).toBe(200);
    expectSoundPage(publique.html);
    const text = plain(publique.text);
    expect(text).toContain("66 sur 360 (18,3 %)");
    expect(text).toContain(inPage(RECOMMANDATION));
    expect(text).toContain("n’y sont pas");
    for (const { horsQpv, qpv } of rapport.bilan.bailleurs) {
      for (const { realise, assiette } of [horsQpv, qpv]) {
        if (assiette > 0) expect(text).not.toMatch(new RegExp(`(?<!\\d)${realise} sur ${assiette}(?!\\d)`));
      }
    }
    // The bounds would give 4 unlocated leases of the first quartile; 7 leases have no resources.
    expect(text).not.toContain("entre 17,5");
    // The total, which the release shows; what the bases leave of it, it hides.
    expect(text).toMatch(
      /2017 : 779 baux signés(, dont [^.]*)? ; (un autre compte est trop petit|d’autres comptes sont trop petits) pour être publiés?\./,
    );
    const pdf = await pages.ask(null, `${CHEMIN}/${figee.numero}/public.pdf`);
    expect(pdf.statut).toBe(200);
    expect((await pages.ask(null, `${CHEMIN}/${figee.numero}.pdf`)).statut).not.toBe(200);
  });

  it("is withdrawn again, and the partners still read it", async () => {
    await pages.send("agent-epci", `${CHEMIN}/${figee.numero}/retirer`);
    expect((await pages.ask(null, `${CHEMIN}/${figee.numero}`)).statut).toBe(404);
    expect((await pages.ask("etat", `${CHEMIN}/${figee.numero}`)).statut).toBe(200);
    const { rows } = await database.pool.query(
      "select acte from journal.entree where acte like 'evaluation-%' and objet = $1 order by numero",
      [`evaluation:${figee.numero}`],
    );
    expect(rows.map((row) => (row as { acte: string }).acte)).toEqual([
      "evaluation-figee",
      "evaluation-publiee",
      "evaluation-retiree",
    ]);
  });

  it("is prepared and published by the EPCI alone", async () => {
    for (const qui of ["etat", "responsable-bailleur", "commune"] as const) {
      expect((await pages.ask(qui, PREPARER)).statut, qui).toBe(403);
      expect((await pages.send(qui, `${CHEMIN}/${figee.numero}/publier`, { relu: "oui" })).statut, qui).toBe(403);
      expect((await pages.ask(qui, `${CHEMIN}/${figee.numero}`)).statut, qui).toBe(200);
    }
  });
});

// Le moteur public de l’Urssaf sur les mêmes bulletins : cas en JSON sur l’entrée, durées et résultats en JSON sur la sortie.
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const loading = performance.now()
const from = createRequire(process.argv[2])
const own = async (name) => (await import(pathToFileURL(from.resolve(name)))).default
const held = await own('modele-social')
const rules = held.default ?? held
const made = await own('publicodes')
const Engine = made.default ?? made
const engine = new Engine(rules, { logger: { log() {}, warn() {}, error() {} } })
const known = engine.getParsedRules()
const loaded = performance.now() - loading

const yes = (told) => (told ? 'oui' : 'non')
const show = 'salarié . régimes spécifiques . intermittents du spectacle'
const LINES = [
  'maladie . employeur', 'vieillesse . plafonnée . employeur', 'vieillesse . plafonnée . salarié',
  'vieillesse . déplafonnée . employeur', 'vieillesse . déplafonnée . salarié', 'allocations familiales', 'ATMP', 'FNAL', 'CSA',
  'contribution au dialogue social', 'assurance chômage', 'AGS', 'retraite complémentaire . employeur',
  'retraite complémentaire . salarié', 'CEG . employeur', 'CEG . salarié', 'CET . employeur', 'CET . salarié',
  'formation professionnelle', "taxe d'apprentissage", 'CSG-CRDS . CSG . déductible', 'CSG-CRDS . CSG . non déductible',
  'CSG-CRDS . CRDS',
].map((line) => `salarié . cotisations . ${line}`).filter((line) => line in known)

function situation(told) {
  const [year, month, day] = told.date.split('-')
  const said = {
    date: `${day}/${month}/${year}`,
    'salarié . contrat': `'${told.contrat === 'CDI' ? 'CDI' : 'CDD'}'`,
    'salarié . contrat . salaire brut': `${told.brut} €/mois`,
    'salarié . contrat . statut cadre': yes(told.cadre),
    'entreprise . salariés . effectif': `${told.effectif} employé`,
    'entreprise . association non lucrative': yes(told.association),
    'établissement . taux ATMP': `${told.taux_atmp} %`,
    'salarié . cotisations . prévoyances . santé . montant': `${told.mutuelle ?? 0} €/mois`,
  }
  if (told.heures_hebdo) {
    said['salarié . contrat . temps de travail . temps partiel'] = 'oui'
    said['salarié . contrat . temps de travail . temps partiel . heures par semaine'] = `${told.heures_hebdo} heures/semaine`
  }
  if (told.contrat === 'CDDU') {
    said['salarié . contrat . CDD . motif'] = "'classique . usage'"
    said['salarié . convention collective'] = "'SVP'"
    said[show] = `'${told.statut}'`
    said[`${show} . artiste . nombre jours travaillés`] = `${told.jours_contrat ?? 5} jour`
    if (told.plafond) said['plafond sécurité sociale'] = `${told.plafond} €/mois`
    if (told.dfs) {
      said['salarié . régimes spécifiques . DFS'] = 'oui'
      said['salarié . régimes spécifiques . DFS . profession'] = `'${told.dfs}'`
    }
  }
  return Object.fromEntries(Object.entries(said).filter(([name]) => name in known))
}

const value = (name) => engine.evaluate(name).nodeValue
function payslip(told) {
  engine.setSituation(situation(told))
  for (const line of LINES) value(line)
  return { net: value('salarié . rémunération . net . à payer avant impôt'), cost: value('salarié . coût total employeur') }
}

const cases = JSON.parse(readFileSync(0, 'utf8'))
const found = cases.map((told) => {
  try {
    return payslip(told)
  } catch (error) {
    return { error: String(error.message).split('\n')[0] }
  }
})
const start = performance.now()
let count = 0
while (performance.now() - start < 3000) payslip(cases[count++ % cases.length])
const each = (performance.now() - start) / count
console.log(JSON.stringify({ load: loaded / 1000, each: each / 1000, memory: process.memoryUsage().rss / 1e6, found }))

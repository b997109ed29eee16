/** Pretend results in words, English and Arabic. */
import type { CoverageView } from '../../generated/CoverageView';
import type { FindingView } from '../../generated/FindingView';
import type { NextStep } from '../../generated/NextStep';
import type { View } from '../../generated/View';
import { groups, kinds } from './kinds';

type Words = Readonly<Record<string, string>>;
const en: Words = {
  elsewhere: 'It is not kept in a backup.', elsewhereNext: 'A system diagnosis file that the phone makes itself.',
  missing: 'It is missing from this copy, though it should be there.', missingNext: 'A new, complete backup.',
  partly: 'Some pages of this file could not be read.',
  known: 'Traces of known spyware were found', knownLead: 'Something on this phone matches traces that researchers have published. An expert needs to confirm it.',
  look: 'An expert should look at this', lookLead: 'Two things stand out. Things like these often have an ordinary reason. Someone who knows them should look.',
  nothing: 'No known spyware found in what was checked', nothingLead: 'We looked at everything this kind of copy should hold.',
  enough: 'We could not check enough to say', enoughLead: 'The copy is not complete. Nothing can be concluded from it, neither good nor bad.',
  now1: 'Please do not restart, update, reset or delete anything. It can wipe traces.', now2: 'Please do not confront anyone yet.', now3: 'Talk about this from another phone, in another place.', now4: 'In danger now? You come first: switch the phone off or leave it behind.',
  none1: 'Nothing here matched the published traces. The newest list is from 9 November 2026.', none2: 'New spyware, or spyware that hides its traces, can be missed.', none3: 'Most watching needs no spyware. Shared accounts, location sharing and trackers come next.',
  comfort: 'You are not alone with this, and you have done nothing wrong. Experts answer such cases every day, at no cost.',
  widen1: 'Let the phone make a system diagnosis file. It holds 3 more kinds of records.', widen2: 'Make the backup once more, with a password.', widen3: 'Or ask an expert to make the copy with you.',
  linkTitle: 'A message with a web address used in attacks', linkSaw: 'A message that arrived on 2 September holds a web address. Researchers have published this address.', linkMeaning: 'Researchers tie it to spyware sold to governments. Such links go to chosen people. It does not show that it was opened, or that anything ran.', linkOrdinary: 'Someone may have passed the message on as a warning. Or it came from a training, or from a news story about the attack.', linkNext: 'Leave the message where it is and do not open the link. Show this to an expert, from another device.',
  ranTitle: 'A program with a name used by known spyware used the network', ranSaw: 'The phone recorded that a program named bh used the network between 3 and 9 September.', ranMeaning: 'Researchers published this name in connection with spyware that ran on phones.', ranOrdinary: 'A harmless program can share the name. This is rare for this one.', ranNext: 'Keep the copy. Ask a helpline before you change anything on the phone.',
  profileTitle: 'A settings profile was added', profileSaw: 'A profile named “Company Wi-Fi” was added on 3 September.', profileMeaning: 'It can change where the phone’s web traffic goes, and let someone read it.', profileOrdinary: 'Schools and employers add such profiles. So do some mobile networks and ad blockers.', profileNext: 'Do you know who added it? Do not remove it yet. Show it to someone who knows them.',
  noteTitle: 'The phone’s software is 14 months old', noteSaw: 'The copy says iOS 17.6.1.', noteMeaning: 'Newer software closes known gaps.', noteOrdinary: 'Many people wait with updates.', noteNext: 'Update after an expert has seen the phone, not before.',
  known_w: 'Known spyware', strong_w: 'Strong sign', look_w: 'An expert should look', note_w: 'Note', targeted: 'A link reached the phone', execution: 'A program ran', posture: 'A setting',
  d2: '2 September 2026, 21:51 UTC', d3: '3 September 2026, 06:20 UTC', d9: '9 September 2026, 03:14 UTC', made: 'This copy was made', dm: '14 November 2026',
  a: 'Address', p: 'Published by', w: 'Where', d: 'Detection',
  keep: 'Keep things as they are', keepT: 'Do not restart, update, reset or delete. Keep the phone charged, where it usually is.', talk: 'Tell an expert', talkT: 'They confirm what was found. They can read the report you save here. You can stay without a name.', accounts: 'Look at the rest', accountsT: 'Who knows your passwords? Is your location shared in a map or family app? Is there a small tracker in a bag or car?', danger: 'In danger now?', dangerT: 'You come first. Switch the phone off or leave it behind, and talk to someone you trust.',
  phone: 'Phone', copy: 'Copy', copyV: 'Locked backup, 14 November 2026', looked: 'Looked at', lookedV: '21 of 24 kinds of records', used: 'Published traces used', usedV: '6,412 of 11,930 apply', left: 'Left out of this report', leftV: 'Senders, accounts, addresses of people', sum: 'Fingerprint of the table of contents',
  sentence: 'Published traces used: 6,412 of 11,930 could show in this kind of copy. The newest list is from 9 November 2026; 12 patterns were not understood.', confinement: 'No network, no write, memory capped (Landlock, seccomp)',
};
const ar: Words = {
  elsewhere: 'لا يُحفَظ في النسخة الاحتياطية.', elsewhereNext: 'ملف تشخيص يصنعه الهاتف نفسه.',
  missing: 'ناقص في هذه النسخة مع أنه ينبغي أن يكون فيها.', missingNext: 'نسخة احتياطية جديدة كاملة.',
  partly: 'تعذّرت قراءة بعض صفحات هذا الملف.',
  known: 'عُثِر على آثار برامج تجسس معروفة', knownLead: 'شيء في هذا الهاتف يطابق آثارًا نشرها باحثون. ويجب أن يؤكد ذلك خبير.',
  look: 'ينبغي أن ينظر خبير في هذا', lookLead: 'هناك شيئان لافتان. كثيرًا ما يكون لمثل هذه الأشياء سبب عادي. ينبغي أن ينظر فيها من يعرفها.',
  nothing: 'لم يُعثَر على برامج تجسس معروفة في ما تم فحصه', nothingLead: 'اطّلعنا على كل ما ينبغي أن تحويه نسخة من هذا النوع.',
  enough: 'لم نستطع أن نفحص ما يكفي لنقول شيئًا', enoughLead: 'النسخة غير كاملة. لا يمكن استنتاج شيء منها، لا خير ولا شر.',
  now1: 'رجاءً لا تُعِد التشغيل ولا تحدّث ولا تعِد الضبط ولا تحذف شيئًا. قد يمحو ذلك الآثار.', now2: 'رجاءً لا تواجه أحدًا الآن.', now3: 'تحدّث عن هذا من هاتف آخر وفي مكان آخر.', now4: 'هل أنت في خطر الآن؟ أنت أهم: أطفئ الهاتف أو اتركه.',
  none1: 'لم يطابق شيء هنا الآثار المنشورة. أحدث قائمة بتاريخ 9 نوفمبر 2026.', none2: 'قد تفوت برامج تجسس جديدة أو برامج تُخفي آثارها.', none3: 'معظم المراقبة لا يحتاج إلى برامج تجسس. الخطوة التالية: الحسابات المشتركة ومشاركة الموقع وأجهزة التتبع.',
  comfort: 'لست وحدك في هذا، ولم تُخطئ في شيء. يجيب خبراء عن مثل هذه الحالات كل يوم مجانًا.',
  widen1: 'دع الهاتف يصنع ملف تشخيص. يحوي 3 أنواع أخرى من السجلات.', widen2: 'اصنع النسخة مرة أخرى بكلمة مرور.', widen3: 'أو اطلب من خبير أن يصنع النسخة معك.',
  linkTitle: 'رسالة فيها عنوان ويب استُخدم في هجمات', linkSaw: 'رسالة وصلت في 2 سبتمبر فيها عنوان ويب نشره باحثون.', linkMeaning: 'يربطه الباحثون ببرامج تجسس تُباع للحكومات. تُرسَل هذه الروابط إلى أشخاص مختارين. لا يدلّ هذا على أنه فُتِح أو أن شيئًا عمل.', linkOrdinary: 'ربما أعاد أحد إرسال الرسالة للتحذير، أو جاءت من تدريب أو خبر عن الهجوم.', linkNext: 'اترك الرسالة مكانها ولا تفتح الرابط. أرِ هذا لخبير من جهاز آخر.',
  ranTitle: 'برنامج يحمل اسمًا تستخدمه برامج تجسس معروفة استخدم الشبكة', ranSaw: 'سجّل الهاتف أن برنامجًا اسمه bh استخدم الشبكة بين 3 و9 سبتمبر.', ranMeaning: 'نشر باحثون هذا الاسم مع برامج تجسس عملت على هواتف.', ranOrdinary: 'قد يحمل برنامج عادي الاسم نفسه. وهذا نادر هنا.', ranNext: 'احتفظ بالنسخة. اسأل خط مساعدة قبل أن تغيّر شيئًا في الهاتف.',
  profileTitle: 'أُضيف ملف إعدادات', profileSaw: 'أُضيف ملف اسمه «Company Wi-Fi» في 3 سبتمبر.', profileMeaning: 'يمكنه أن يغيّر طريق اتصالات الويب وأن يسمح لأحد بقراءتها.', profileOrdinary: 'تضيف المدارس وأصحاب العمل مثل هذه الملفات، وكذلك بعض الشبكات ومانعات الإعلانات.', profileNext: 'هل تعرف من أضافه؟ لا تُزِله الآن. أرِه لمن يعرف هذه الملفات.',
  noteTitle: 'عمر نظام الهاتف 14 شهرًا', noteSaw: 'تقول النسخة iOS 17.6.1.', noteMeaning: 'النظام الأحدث يسدّ ثغرات معروفة.', noteOrdinary: 'كثيرون يؤجّلون التحديث.', noteNext: 'حدّث بعد أن يرى خبير الهاتف، لا قبل ذلك.',
  known_w: 'برنامج تجسس معروف', strong_w: 'علامة قوية', look_w: 'ينبغي أن ينظر خبير', note_w: 'ملاحظة', targeted: 'وصل رابط إلى الهاتف', execution: 'عمل برنامج', posture: 'إعداد',
  d2: '2 سبتمبر 2026، 21:51 UTC', d3: '3 سبتمبر 2026، 06:20 UTC', d9: '9 سبتمبر 2026، 03:14 UTC', made: 'صُنِعت هذه النسخة', dm: '14 نوفمبر 2026',
  a: 'العنوان', p: 'نشره', w: 'المكان', d: 'الكشف',
  keep: 'أبقِ الأشياء كما هي', keepT: 'لا تُعِد التشغيل ولا تحدّث ولا تحذف. أبقِ الهاتف مشحونًا في مكانه المعتاد.', talk: 'أخبر خبيرًا', talkT: 'يؤكد ما عُثِر عليه، ويستطيع قراءة التقرير الذي تحفظه هنا. يمكنك البقاء بلا اسم.', accounts: 'انظر في الباقي', accountsT: 'من يعرف كلمات مرورك؟ هل موقعك مُشارَك في تطبيق خرائط أو عائلة؟ هل في الحقيبة أو السيارة جهاز تتبع صغير؟', danger: 'هل أنت في خطر الآن؟', dangerT: 'أنت أهم. أطفئ الهاتف أو اتركه، وتحدّث مع شخص تثق به.',
  phone: 'الهاتف', copy: 'النسخة', copyV: 'نسخة مقفلة، 14 نوفمبر 2026', looked: 'ما فُحِص', lookedV: '21 من 24 نوعًا من السجلات', used: 'الآثار المنشورة المستخدمة', usedV: '6,412 من 11,930 تنطبق', left: 'ما تُرِك خارج التقرير', leftV: 'المرسلون والحسابات وعناوين الأشخاص', sum: 'بصمة الفهرس',
  sentence: 'الآثار المنشورة المستخدمة: 6,412 من 11,930 يمكن أن تظهر في نسخة من هذا النوع. أحدث قائمة بتاريخ 9 نوفمبر 2026؛ ولم يُفهَم 12 نمطًا.', confinement: 'لا شبكة ولا كتابة والذاكرة محدودة (Landlock وseccomp)',
};

function finding(w: Words, id: number, key: string, weight: string, kind: string, artifact: number, when: string, whenUtc: string, lang: string): FindingView {
  const text = (part: string): string => w[`${key}${part}`] ?? '';
  const name = kinds[artifact];
  return {
    id, weight, class: kind, weight_name: w[`${weight.split('-')[0]}_w`] ?? weight, class_name: w[kind] ?? kind,
    title: text('Title'), saw: text('Saw'), meaning: text('Meaning'), ordinary: text('Ordinary'), next: text('Next'),
    when: when === '' ? null : (w[when] ?? null), when_utc: whenUtc === '' ? null : whenUtc, artifact_name: (lang === 'ar' ? name?.ar : name?.en) ?? '', count: key === 'ran' ? 11 : 1,
    expert: [
      { name: w['a'] ?? '', value: 'cdn.news-weekly[.]example', technical: true },
      { name: w['p'] ?? '', value: 'Practice pack, “Nightjar”, 14 March 2025', technical: false },
      { name: w['w'] ?? '', value: 'HomeDomain/Library/SMS/sms.db · message · 48211', technical: true },
      { name: w['d'] ?? '', value: 'ios.sms/indicator-link', technical: true },
    ],
  };
}

function coverage(w: Words, lang: string, incomplete: boolean): CoverageView[] {
  const order = Object.keys(groups);
  const rows = kinds.map((kind, at) => {
    const lost = incomplete && at > 2 && at % 3 !== 0;
    const broke = incomplete && at === 12;
    const state = !kind.expected || lost ? 'not-examined' : broke ? 'broke' : at === 3 ? 'partly' : 'examined';
    const reason = state === 'examined' ? '' : state === 'partly' || broke ? 'partly' : kind.expected ? 'missing' : 'elsewhere';
    return {
      artifact: kind.artifact, name: lang === 'ar' ? kind.ar : kind.en, group: kind.group, group_name: groups[kind.group][lang === 'ar' ? 'ar' : 'en'], holds: '', state, why: w[reason] ?? '', next: w[`${reason}Next`] ?? '',
      records: state === 'examined' || state === 'partly' ? kind.records : 0, gaps: state === 'partly' ? 3 : 0, expected: kind.expected, findings: 0,
    };
  });
  return rows.sort((one, other) => order.indexOf(one.group) - order.indexOf(other.group));
}

const step = (w: Words, key: string): NextStep => ({ key, title: w[key] ?? '', text: w[`${key}T`] ?? '' });

/** The pretend result of a state such as `result-known-traces`. */
export function viewFor(conclusion: string, lang: string, many: boolean): View {
  const w = lang === 'ar' ? ar : en;
  const word = (key: string): string => w[key] ?? '';
  const link = finding(w, 0, 'link', 'known-spyware', 'targeted', 1, 'd2', '2026-09-02T21:51:07Z', lang);
  const ran = finding(w, 1, 'ran', 'known-spyware', 'execution', 7, 'd9', '2026-09-09T03:14:00Z', lang);
  const profile = finding(w, 2, 'profile', 'look', 'posture', 11, 'd3', '2026-09-03T06:20:00Z', lang);
  const note = finding(w, 9, 'note', 'note', 'posture', 0, '', '', lang);
  const more = many ? Array.from({ length: 12 }, (_, at) => ({ ...profile, id: 20 + at, when_utc: `2026-${String((at % 9) + 1).padStart(2, '0')}-11T10:00:00Z` })) : [];
  const findings = { 'known-traces': [link, ran, ...more], 'expert-look': [profile, { ...ran, weight: 'strong', weight_name: word('strong_w') }] }[conclusion] ?? [];
  const key = { 'known-traces': 'known', 'expert-look': 'look', 'nothing-found': 'nothing' }[conclusion] ?? 'enough';
  const dated = findings.flatMap((one) => (one.when_utc === null ? [] : [{ when_utc: one.when_utc, when: one.when ?? '', what: one.title, weight: one.weight, finding: one.id as number | null }]));
  const timeline = [...dated, { when_utc: '2026-11-14T08:12:00Z', when: word('dm'), what: word('made'), weight: 'context', finding: null }];
  timeline.sort((one, other) => one.when_utc.localeCompare(other.when_utc));
  const grave = findings.length > 0;
  return {
    lang, dir: lang === 'ar' ? 'rtl' : 'ltr', conclusion, title: word(key), lead: word(`${key}Lead`),
    for_now: (grave ? ['now1', 'now2', 'now3', 'now4'] : conclusion === 'nothing-found' ? ['none1', 'none2', 'none3'] : ['widen2', 'widen1', 'widen3']).map(word),
    comfort: grave ? word('comfort') : '', findings, notes: [note],
    coverage: coverage(w, lang, conclusion === 'not-enough'), timeline: conclusion === 'not-enough' ? [] : timeline,
    next: (grave ? ['danger', 'keep', 'talk', 'accounts'] : ['keep', 'talk', 'accounts']).map((one) => step(w, one)),
    widen: (conclusion === 'not-enough' ? ['widen2', 'widen1', 'widen3'] : ['widen1']).map(word),
    about: [
      { name: word('phone'), value: 'iPhone 13, iOS 17.6.1', technical: false }, { name: word('copy'), value: word('copyV'), technical: false },
      { name: word('looked'), value: word('lookedV'), technical: false }, { name: word('used'), value: word('usedV'), technical: false },
      { name: word('left'), value: word('leftV'), technical: false }, { name: word('sum'), value: '9b1f60c42e07d1aa7c3588f014de9a62', technical: true },
    ],
    indicators: {
      total: 11930, applicable: 6412, not_understood: 12, sentence: word('sentence'),
      packs: [
        { id: 'practice', publisher: 'Practice pack', published: '2026-11-09', count: 7000 },
        { id: 'stalkerware', publisher: 'Example researchers', published: '2026-10-01', count: 4930 },
      ],
    },
    confinement: word('confinement'), tool_version: '0.1.0', partly_english: false,
  };
}

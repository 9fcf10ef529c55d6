import { everthreadFromSource } from './support/everthread.ts'
import { keepEnv } from './support/kept-env.ts'
import { createTestHome } from './support/test-home.ts'
import { createSandbox } from '@everthread/sandbox'
import { openSync, ftruncateSync, closeSync, mkdirSync, symlinkSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
const e = everthreadFromSource()
const s = await createSandbox(); s.users.put({username:'anna'})
using home = createTestHome(s.url)
const good = s.tokens.create({user:'anna', age:'45d'}).access_token
home.write('good', `THREADS_ACCESS_TOKEN=${good}\n`)
home.write('binary', Buffer.from([0,1,2,255,254]))
home.write('missing-key','A=1\n'); home.write('empty','THREADS_ACCESS_TOKEN=\n'); home.write('eaa', `THREADS_ACCESS_TOKEN=EAABw${'x'.repeat(150)}\n`)
home.write('expired', `THREADS_ACCESS_TOKEN=${s.tokens.create({user:'anna', age:'61d'}).access_token}\n`)
const rev = s.tokens.create({user:'anna', age:'45d'}).access_token; await s.revoke({access_token: rev, subcode:460})
home.write('revoked', `THREADS_ACCESS_TOKEN=${rev}\n`)
home.write('short', `THREADS_ACCESS_TOKEN=${s.tokens.create({user:'anna', kind:'short'}).access_token}\n`)
home.write('quote', `THREADS_ACCESS_TOKEN="abc\n`)
const fd = openSync(home.path('huge'),'w'); ftruncateSync(fd, 100*1024*1024); closeSync(fd)
mkdirSync(home.path('folder')); symlinkSync('loop', home.path('loop')); spawnSync('mkfifo',[home.path('fifo')])
const show = async (args, env={}, how={}) => { const t=performance.now(); const r = await e.run(home, args, {env, ...how}); console.log('\n$', args.join(' '), JSON.stringify(env).slice(0,80), '=>', r.code ?? r.signal, (performance.now()-t).toFixed()); console.log(r.stdout.slice(0,500), '|', r.stderr.slice(0,700)) }
const only = process.argv[2]
if (!only || only==='files') for (const f of ['nofile','binary','missing-key','empty','eaa','expired','revoked','short','quote','huge','folder','loop','good/x','/dev/full']) for (const c of ['check','renew','adopt']) await show([c,'--env',f])
if (!only || only==='files') for (const f of ['nofile','folder','empty','expired','eaa']) await show(['run','--env',f,'--','true'])
if (only==='fifo') for (const c of ['check','renew','run']) await show([c,'--env','fifo',...(c==='run'?['--','true']:[])])
if (only==='net') { for (const c of ['check','renew','adopt']) { await show([c,'--env','good'],{THREADS_API_BASE_URL:'http://127.0.0.1:9'}); await show([c,'--env','good'],{THREADS_API_BASE_URL:'https://api.invalid', HTTPS_PROXY:'http://127.0.0.1:9'});
 s.faults.add({endpoint:'me', times:1, fault:{kind:'body',status:200,type:'text/html',body:'<p>'}}); await show([c,'--env','good']); s.faults.clear() } }
if (only==='args') { for (const a of [['frob'],['check','--frob'],['run'],['run','--env','good','--'],['renew','--within','60d','--env','good'],['renew','--within','x'],['check','--lang','fr'],['check','--api-url','http://example.com'],['check','--api-url','x'],['run','--env','good','--','no-such-command'],['run','--env','good','--','/etc/passwd'],['run','--env','good','--reload','SIGFOO','--','true'],['serve','--env','nofile'],['serve','--env','empty'],['status'],['history'],['rollback'],['exchange','--env','good'],['exchange'],['adopt','--token','-'],['adopt','--env','good','--token','x'],['check'],['renew'],['connect'],['doctor','--env','nofile'], []]) await show(a)
await show(['serve','--env','good'],{EVERTHREAD_PORT:'abc'}); await show(['serve','--env','good'],{EVERTHREAD_PORT:s.url.split(':')[2]}); await show(['renew','--env','good'],{CI:'1'}); await show(['status'],{EVERTHREAD_DATABASE_URL:'postgres://x'}) }
await s.close()

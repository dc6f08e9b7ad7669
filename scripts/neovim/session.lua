-- What a Neovim user sees of Mainstay: attach, diagnostics, hover, code actions, one action done. Prints plain lines; ends with 1 where something is missing.
local manifest = vim.env.MAINSTAY_TRIED_MANIFEST
local name = vim.env.MAINSTAY_TRIED_NAME
local patience = 60000 -- ms
local function say(line) io.stdout:write(line .. '\n') end
local function fail(line)
  say('FAILED: ' .. line)
  vim.cmd('cquit 1')
end

vim.cmd('edit ' .. vim.fn.fnameescape(manifest))
local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({
  name = 'mainstay',
  cmd = { vim.env.MAINSTAY_TRIED_NODE, vim.env.MAINSTAY_TRIED_SERVER, '--stdio' },
  root_dir = vim.fn.fnamemodify(manifest, ':h'),
  init_options = { storage = '' },
})
if client == nil then fail('the server did not start') end
vim.lsp.buf_attach_client(buffer, client)
if not vim.wait(patience, function() return vim.lsp.get_client_by_id(client) ~= nil and vim.lsp.get_client_by_id(client).initialized == true end, 50) then
  fail('the server did not answer initialize')
end
-- Where one is signed in to GitHub is the client's to tell; a token in the environment is not taken by itself.
vim.lsp.get_client_by_id(client).notify('mainstay/githubSession', { tokens = { ['github.com'] = vim.env.GITHUB_TOKEN } })
local version = vim.version()
say(string.format(':version  NVIM v%d.%d.%d', version.major, version.minor, version.patch))
say('server    ' .. vim.inspect(vim.tbl_keys(vim.lsp.get_client_by_id(client).server_capabilities)):gsub('%s+', ' '))

local function line_of(word)
  for number, text in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    if text:find('"' .. word .. '"', 1, true) then return number - 1, (text:find(word, 1, true)) end
  end
  fail('no line names ' .. word)
end
local row, column = line_of(name)
local function here() return vim.tbl_filter(function(one) return one.lnum == row end, vim.diagnostic.get(buffer)) end
if not vim.wait(patience, function() return #here() > 0 end, 50) then fail('no diagnostic on the line of ' .. name) end
say('')
say(':lua vim.diagnostic.open_float()')
for _, one in ipairs(here()) do
  say(string.format('  %d:%d %s [%s] (%s)', one.lnum + 1, one.col + 1, one.message, one.code, vim.diagnostic.severity[one.severity]))
end

local function ask(method, more)
  local params = vim.tbl_extend('force', {
    textDocument = { uri = vim.uri_from_bufnr(buffer) },
    position = { line = row, character = column },
  }, more or {})
  local answers = vim.lsp.buf_request_sync(buffer, method, params, patience) or {}
  local answer = answers[client] or {}
  if answer.error then fail(method .. ': ' .. answer.error.message) end
  return answer.result
end
local card = ask('textDocument/hover')
if card == nil then fail('no hover on ' .. name) end
say('')
say(':lua vim.lsp.buf.hover()')
for text in vim.gsplit(card.contents.value, '\n', true) do say('  ' .. text) end

local diagnostics = {}
-- As vim.lsp.buf.code_action hands them back: what Neovim keeps of a diagnostic, with what it keeps aside for the server.
for _, one in ipairs(here()) do table.insert(diagnostics, vim.tbl_extend('force', {
  range = { start = { line = one.lnum, character = one.col }, ['end'] = { line = one.end_lnum, character = one.end_col } },
  message = one.message, code = one.code, source = one.source, severity = one.severity,
}, one.user_data and one.user_data.lsp or {})) end
local actions = ask('textDocument/codeAction', {
  range = { start = { line = row, character = column }, ['end'] = { line = row, character = column } },
  context = { diagnostics = diagnostics },
})
if actions == nil or #actions == 0 then fail('no code action on ' .. name) end
say('')
say(':lua vim.lsp.buf.code_action()')
for number, action in ipairs(actions) do say(string.format('  %d: %s', number, action.title)) end
say('')
vim.lsp.stop_client(client)
say(vim.wait(patience, function() return vim.lsp.client_is_stopped(client) end, 50) and ':lua vim.lsp.stop_client()  stopped' or 'FAILED: did not stop')
vim.cmd('quitall!')
